"""Whose place an address is: what is counted per address is counted by this."""

import ipaddress


def place_of(address: str) -> str:
    """Return the address; of IPv6 the network, because one host has all addresses of it."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:  # a socket file
        return address
    if parsed.version == 4:
        return address
    if parsed.ipv4_mapped is not None:  # as a socket of both versions tells it
        return str(parsed.ipv4_mapped)
    return str(ipaddress.ip_network((int(parsed), 64), strict=False))
