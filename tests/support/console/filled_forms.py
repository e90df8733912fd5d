"""A form as a browser has it: its inputs with their values, filled in and sent as a browser sends them."""

from html.parser import HTMLParser

INPUTS = ("input", "select", "textarea")


class FilledForm(HTMLParser):
    """
    The form of a page whose id is `entry`.

    values: by name of input, what would be sent. required, invalid: names of inputs that are so. options: the words of
    a choice, by its name. buttons: what the buttons named ``do`` send.
    """

    def __init__(self, page: str) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self.types: dict[str, str] = {}
        self.options: dict[str, dict[str, str]] = {}
        self.required: set[str] = set()
        self.invalid: set[str] = set()
        self.labels: dict[str, str] = {}
        self.described: dict[str, str] = {}
        self.texts: dict[str, str] = {}
        self.buttons: list[str] = []
        self._inside = False
        self._select = self._option = self._area = self._label = self._text = ""
        self.feed(page)

    def fill(self, values: dict[str, str]) -> dict[str, str]:
        """Return what is sent after these inputs were filled in. Raises KeyError for an input that is not there."""
        for name, value in values.items():
            if name not in self.values:
                raise KeyError(name)
            if self.types[name] == "select" and value not in self.options[name]:
                raise KeyError(f"{name} has no choice {value}")
        return self.values | {name: _typed(self.types[name], value) for name, value in values.items()}

    def fault(self, name: str) -> str:
        """Return what is said beside an input to be wrong with it; empty where nothing is."""
        told = [one for one in self.described.get(name, "").split() if one.endswith("-fault")]
        return " ".join(self.texts[one].strip() for one in told)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._inside = given.get("id") == "entry"
        self._text = given.get("id", "") if tag == "p" else self._text
        if self._text:
            self.texts.setdefault(self._text, "")
        if tag == "button" and given.get("name") == "do" and self._inside:
            self.buttons.append(given["value"])
        if not self._inside:
            return
        name = given.get("name", "")
        if tag == "label":
            self._label = given["for"]
        if tag in INPUTS and name:
            self.values[name] = given.get("value", "")
            self.types[name] = given.get("type", "text") if tag == "input" else tag
            self.required |= {name} if "required" in given else set()
            self.invalid |= {name} if given.get("aria-invalid") == "true" else set()
            self.described[name] = given.get("aria-describedby", "")
        if tag == "select":
            self._select, self.options[name] = name, {}
        if tag == "option" and self._select:
            self._option = given["value"]
            self.options[self._select][self._option] = ""
            if "selected" in given or len(self.options[self._select]) == 1:
                self.values[self._select] = self._option
        if tag == "textarea":
            self._area = name

    def handle_endtag(self, tag: str) -> None:
        match tag:
            case "form":
                self._inside = False
            case "select":
                self._select = self._option = ""
            case "textarea":
                self._area = ""
            case "label":
                self._label = ""
            case "p":
                self._text = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self.values[self._area] += data
        elif self._select and self._option:
            self.options[self._select][self._option] += data
        elif self._label:
            self.labels[self._label] = self.labels.get(self._label, "") + data
        elif self._text:
            self.texts[self._text] += data


def _typed(kind: str, value: str) -> str:
    """Return a value as an input of this type gives it: days and times with their marks."""
    match kind:
        case "date" if value:
            return f"{value[:4]}-{value[4:6]}-{value[6:8]}"
        case "datetime-local" if value:
            return f"{value[:4]}-{value[4:6]}-{value[6:8]}T{value[8:10]}:{value[10:12]}:{value[12:14]}"
        case _:
            return value
