"""Ports of a mesh: requested, previous, usual, or any; what is taken is passed over and said."""

import socket
from collections.abc import Callable

import pytest

from deploy.ports import EPHEMERAL, HEALTH_FROM, allot, is_free, read_ports, usual
from deploy.processes import names
from mesh.declared.errors import ConfigurationError

USUAL = {"gateway": 8080, "console": 8090}


def free_but(*taken: int) -> Callable[[int], bool]:
    """Every port is free but these."""
    return lambda port: port not in taken


def test_the_usual_ports_are_had_where_they_are_free() -> None:
    allotted = allot([*USUAL], requested={}, previous={}, usual=USUAL, is_free=free_but())
    assert allotted == (USUAL, ())


def test_a_usual_port_that_is_taken_is_passed_over_and_said() -> None:
    allotted = allot([*USUAL], requested={}, previous={}, usual=USUAL, is_free=free_but(8080))
    assert allotted.ports["console"] == 8090
    assert 20_000 <= allotted.ports["gateway"] < 32_000
    assert allotted.notes == (f"port 8080 is taken by something else: gateway is on {allotted.ports['gateway']}",)


def test_a_mesh_keeps_its_ports_even_when_the_usual_ones_are_free_again() -> None:
    previous = {"gateway": 23_456, "gone": 1}
    allotted = allot([*USUAL], requested={}, previous=previous, usual=USUAL, is_free=free_but())
    assert allotted == ({"gateway": 23_456, "console": 8090}, ())


def test_what_is_asked_for_goes_before_what_was_kept_and_another_gives_way() -> None:
    allotted = allot([*USUAL], requested={"gateway": 8090}, previous={"gateway": 8080}, usual=USUAL, is_free=free_but())
    assert allotted.ports["gateway"] == 8090
    assert allotted.ports["console"] not in (8080, 8090)
    assert "console" in allotted.notes[0]


def test_every_port_that_cannot_be_had_is_told_at_once() -> None:
    requested = {"gateway": 8080, "console": 40_000, "registry": 8080, "door": 7}
    with pytest.raises(ConfigurationError) as caught:
        allot(["gateway", "console", "registry"], requested=requested, previous={}, usual={}, is_free=free_but())
    told = str(caught.value)
    for words in ("console=40000: clients", "gateway=8080: registry is asked", "door has no port here"):
        assert words in told
    with pytest.raises(ConfigurationError, match="gateway=8080: something else listens there"):
        allot(["gateway"], requested={"gateway": 8080}, previous={}, usual={}, is_free=free_but(8080))


@pytest.mark.parametrize("text", ["gateway", "gateway=", "=8080", "gateway=x", "gateway=0", "gateway=65536", "a=٣"])
def test_a_port_is_written_as_a_name_and_a_number(text: str) -> None:
    assert read_ports(["gateway = 8080", "console=1"]) == {"gateway": 8080, "console": 1}
    with pytest.raises(ConfigurationError, match="NAME=NUMBER"):
        read_ports([text])


@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0", "::"])
def test_a_port_on_which_somebody_listens_is_not_free(host: str) -> None:
    both = host == "::"
    family = socket.AF_INET6 if both else socket.AF_INET
    with socket.create_server((host, 0), family=family, dualstack_ipv6=both) as listening:
        port = listening.getsockname()[1]
        assert not is_free(port)
        with socket.create_connection(("127.0.0.1", port)) as client:
            served, _ = listening.accept()
            served.close()  # first, so that it is the one that waits after its end
            client.recv(1)
    assert is_free(port)


def test_no_usual_port_is_one_of_a_client_or_of_another() -> None:
    allotted = usual(names(24))
    assert len(set(allotted.values())) == len(allotted)
    assert not [port for port in allotted.values() if port in EPHEMERAL]
    assert allotted["clock.health"] == HEALTH_FROM
