"""The forms of all documents that the contract describes."""

from contracts.documents import DOCUMENTS
from gateway.forms.extractors import HEADS, LINES
from gateway.forms.form import Form

FORMS = tuple(Form(document, HEADS[document.tag], LINES.get(document.tag)) for document in DOCUMENTS)
BY_TAG = {form.tag: form for form in FORMS}
BY_SHAPE = {form.shape: form for form in FORMS}
