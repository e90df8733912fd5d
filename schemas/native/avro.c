/*
 * Avro's binary encoding of the contract's records, driven by plans that contracts.plans makes of the schemas.
 *
 * A Plan knows one record type: for each field the place of its slot in the Struct, what it holds, and whether it may
 * be null or is an array. A Codec maps record types to writers and the five-byte head of the wire format to readers.
 * Reading trusts nothing: every length is held against the bytes that remain, every array against them too.
 *
 * Records are msgspec Structs with gc=False: an instance is one allocation with a pointer per field, none of which the
 * cycle collector looks at. Fields are reached by the offsets of their member descriptors.
 *
 * Errors are ordinary Python exceptions; `Codec` hands them to the hooks it was given, which say which record failed.
 */

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>
#include <string.h>
#include <structmember.h>

#define HEAD 5           /* a zero byte and four bytes of schema id */
#define STACK_BYTES 4096 /* most records fit; longer ones move to the heap */

enum kind { TEXT, BLOB, INT, LONG, BOOLEAN, SYMBOL, RECORD, KINDS };

typedef struct Plan Plan;

typedef struct {
    Py_ssize_t offset;
    enum kind kind;
    int nullable;
    int array;
    PyObject *about; /* SYMBOL: tuple of members in schema order; RECORD: a Plan; otherwise NULL */
} Field;

struct Plan {
    PyObject_HEAD
    PyTypeObject *type;
    Py_ssize_t count;
    Field *fields;
};

static PyTypeObject Plan_Type;

/* ---- writing ---- */

typedef struct {
    char *at;
    char *end;
    char *begin;
    char stack[STACK_BYTES];
} Buffer;

static int
grow(Buffer *buffer, Py_ssize_t more)
{
    Py_ssize_t used = buffer->at - buffer->begin;
    Py_ssize_t room = buffer->end - buffer->begin;
    char *moved;

    if (more > PY_SSIZE_T_MAX / 4 - room) {
        PyErr_NoMemory();
        return -1;
    }
    while (room - used < more) {
        room *= 2;
    }
    if (buffer->begin == buffer->stack) {
        moved = PyMem_Malloc(room);
        if (moved != NULL) {
            memcpy(moved, buffer->begin, used);
        }
    }
    else {
        moved = PyMem_Realloc(buffer->begin, room);
    }
    if (moved == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    buffer->begin = moved;
    buffer->at = moved + used;
    buffer->end = moved + room;
    return 0;
}

static inline int
reserve(Buffer *buffer, Py_ssize_t more)
{
    return buffer->end - buffer->at >= more ? 0 : grow(buffer, more);
}

/* Append a zigzag varint; ten bytes must be reserved. */
static inline void
put_long(Buffer *buffer, int64_t value)
{
    uint64_t rest = ((uint64_t)value << 1) ^ (uint64_t)(value >> 63);

    while (rest > 0x7F) {
        *buffer->at++ = (char)(rest | 0x80);
        rest >>= 7;
    }
    *buffer->at++ = (char)rest;
}

static inline int
put_bytes(Buffer *buffer, const char *data, Py_ssize_t size)
{
    if (reserve(buffer, size + 10) < 0) {
        return -1;
    }
    put_long(buffer, size);
    memcpy(buffer->at, data, size);
    buffer->at += size;
    return 0;
}

static int
wrong_type(const char *wanted, PyObject *value)
{
    PyErr_Format(PyExc_TypeError, "%s wanted, not %.100s", wanted, Py_TYPE(value)->tp_name);
    return -1;
}

static int write_record(Buffer *buffer, Plan *plan, PyObject *record);

static int
write_one(Buffer *buffer, const Field *field, PyObject *value)
{
    switch (field->kind) {
    case TEXT: {
        Py_ssize_t size;
        const char *data;

        if (!PyUnicode_Check(value)) {
            return wrong_type("text", value);
        }
        data = PyUnicode_AsUTF8AndSize(value, &size);
        return data == NULL ? -1 : put_bytes(buffer, data, size);
    }
    case BLOB:
        if (!PyBytes_Check(value)) {
            return wrong_type("bytes", value);
        }
        return put_bytes(buffer, PyBytes_AS_STRING(value), PyBytes_GET_SIZE(value));
    case INT:
    case LONG: {
        int overflow = 0;
        long long number;

        if (!PyLong_Check(value)) {
            return wrong_type("a whole number", value);
        }
        number = PyLong_AsLongLongAndOverflow(value, &overflow);
        if (number == -1 && PyErr_Occurred()) {
            return -1;
        }
        if (overflow || (field->kind == INT && (number < INT32_MIN || number > INT32_MAX))) {
            PyErr_SetString(PyExc_OverflowError, "number out of range");
            return -1;
        }
        if (reserve(buffer, 10) < 0) {
            return -1;
        }
        put_long(buffer, number);
        return 0;
    }
    case BOOLEAN:
        if (value != Py_True && value != Py_False) {
            return wrong_type("true or false", value);
        }
        if (reserve(buffer, 1) < 0) {
            return -1;
        }
        *buffer->at++ = value == Py_True;
        return 0;
    case SYMBOL: {
        Py_ssize_t index, count = PyTuple_GET_SIZE(field->about);

        for (index = 0; index < count; index++) {
            if (PyTuple_GET_ITEM(field->about, index) == value) {
                if (reserve(buffer, 10) < 0) {
                    return -1;
                }
                put_long(buffer, index);
                return 0;
            }
        }
        return wrong_type("a symbol of the enum", value);
    }
    case RECORD:
        return write_record(buffer, (Plan *)field->about, value);
    default:
        Py_UNREACHABLE();
    }
}

static int
write_items(Buffer *buffer, const Field *field, PyObject *values)
{
    Py_ssize_t index, count;

    if (!PyTuple_Check(values)) {
        return wrong_type("a tuple", values);
    }
    count = PyTuple_GET_SIZE(values);
    if (reserve(buffer, 10) < 0) {
        return -1;
    }
    if (count) {
        put_long(buffer, count);
        for (index = 0; index < count; index++) {
            if (write_one(buffer, field, PyTuple_GET_ITEM(values, index)) < 0) {
                return -1;
            }
        }
        if (reserve(buffer, 1) < 0) {
            return -1;
        }
    }
    *buffer->at++ = 0;
    return 0;
}

static int
write_record(Buffer *buffer, Plan *plan, PyObject *record)
{
    Py_ssize_t index;

    if (Py_TYPE(record) != plan->type) {
        return wrong_type(plan->type->tp_name, record);
    }
    for (index = 0; index < plan->count; index++) {
        const Field *field = &plan->fields[index];
        PyObject *value = *(PyObject **)((char *)record + field->offset);

        if (value == NULL) {
            PyErr_SetString(PyExc_AttributeError, "a field is not set");
            return -1;
        }
        if (field->nullable) {
            if (reserve(buffer, 1) < 0) {
                return -1;
            }
            if (value == Py_None) {
                *buffer->at++ = 0;
                continue;
            }
            *buffer->at++ = 2;
        }
        if ((field->array ? write_items(buffer, field, value) : write_one(buffer, field, value)) < 0) {
            return -1;
        }
    }
    return 0;
}

/* ---- reading ---- */

typedef struct {
    const unsigned char *at;
    const unsigned char *end;
} Cursor;

static int
malformed(const char *what)
{
    PyErr_SetString(PyExc_ValueError, what);
    return -1;
}

static int
take_long_slowly(Cursor *cursor, int64_t *value)
{
    uint64_t number = 0;
    int shift;

    for (shift = 0; shift < 70; shift += 7) {
        unsigned char byte;

        if (cursor->at == cursor->end) {
            return malformed("ends within a number");
        }
        byte = *cursor->at++;
        if (shift == 63 && byte > 1) {
            return malformed("number out of range");
        }
        number |= (uint64_t)(byte & 0x7F) << shift;
        if (byte < 0x80) {
            *value = (int64_t)(number >> 1) ^ -(int64_t)(number & 1);
            return 0;
        }
    }
    return malformed("number out of range");
}

static inline int
take_long(Cursor *cursor, int64_t *value)
{
    if (cursor->at < cursor->end && *cursor->at < 0x80) {
        unsigned char byte = *cursor->at++;

        *value = (int64_t)(byte >> 1) ^ -(int64_t)(byte & 1);
        return 0;
    }
    return take_long_slowly(cursor, value);
}

/* A length of bytes or text: not negative, and no longer than what remains. */
static inline int
take_size(Cursor *cursor, Py_ssize_t *size)
{
    int64_t number;

    if (take_long(cursor, &number) < 0) {
        return -1;
    }
    if (number < 0 || number > cursor->end - cursor->at) {
        return malformed("length out of range");
    }
    *size = (Py_ssize_t)number;
    return 0;
}

static PyObject *read_record(Cursor *cursor, Plan *plan);

static PyObject *
read_one(Cursor *cursor, const Field *field)
{
    switch (field->kind) {
    case TEXT:
    case BLOB: {
        Py_ssize_t size;
        const char *data;

        if (take_size(cursor, &size) < 0) {
            return NULL;
        }
        data = (const char *)cursor->at;
        cursor->at += size;
        return field->kind == TEXT ? PyUnicode_DecodeUTF8(data, size, NULL) : PyBytes_FromStringAndSize(data, size);
    }
    case INT:
    case LONG: {
        int64_t number;

        if (take_long(cursor, &number) < 0) {
            return NULL;
        }
        if (field->kind == INT && (number < INT32_MIN || number > INT32_MAX)) {
            malformed("number out of range");
            return NULL;
        }
        return PyLong_FromLongLong(number);
    }
    case BOOLEAN: {
        if (cursor->at == cursor->end || *cursor->at > 1) {
            malformed("neither true nor false");
            return NULL;
        }
        return PyBool_FromLong(*cursor->at++);
    }
    case SYMBOL: {
        int64_t index;
        PyObject *symbol;

        if (take_long(cursor, &index) < 0) {
            return NULL;
        }
        if (index < 0 || index >= PyTuple_GET_SIZE(field->about)) {
            malformed("no such symbol");
            return NULL;
        }
        symbol = PyTuple_GET_ITEM(field->about, (Py_ssize_t)index);
        Py_INCREF(symbol);
        return symbol;
    }
    case RECORD:
        return read_record(cursor, (Plan *)field->about);
    default:
        Py_UNREACHABLE();
    }
}

/*
 * An array in one block or more, with or without block sizes. Every item takes at least one byte, so a count beyond
 * the bytes that remain is refused before anything is allocated for it.
 */
static PyObject *
read_items(Cursor *cursor, const Field *field)
{
    PyObject *values = NULL;
    Py_ssize_t filled = 0;

    for (;;) {
        int64_t count;
        Py_ssize_t size;

        if (take_long(cursor, &count) < 0) {
            goto failed;
        }
        if (count == 0) {
            return values == NULL ? PyTuple_New(0) : values;
        }
        if (count < 0) {
            if (count == INT64_MIN) {
                malformed("array longer than the record");
                goto failed;
            }
            count = -count;
            if (take_size(cursor, &size) < 0) {
                goto failed;
            }
        }
        if (count > cursor->end - cursor->at) {
            malformed("array longer than the record");
            goto failed;
        }
        size = filled + (Py_ssize_t)count;
        if (values == NULL) {
            values = PyTuple_New(size);
            if (values == NULL) {
                return NULL;
            }
        }
        else if (_PyTuple_Resize(&values, size) < 0) {
            return NULL;
        }
        PyObject_GC_UnTrack(values); /* it holds immutable values only, and is not complete yet */
        for (; filled < size; filled++) {
            PyObject *value = read_one(cursor, field);

            if (value == NULL) {
                goto failed;
            }
            PyTuple_SET_ITEM(values, filled, value);
        }
    }
failed:
    Py_XDECREF(values);
    return NULL;
}

static PyObject *
read_record(Cursor *cursor, Plan *plan)
{
    PyObject *record = plan->type->tp_alloc(plan->type, 0);
    Py_ssize_t index;

    if (record == NULL) {
        return NULL;
    }
    for (index = 0; index < plan->count; index++) {
        const Field *field = &plan->fields[index];
        PyObject *value;

        if (field->nullable) {
            if (cursor->at == cursor->end || (*cursor->at != 0 && *cursor->at != 2)) {
                malformed("no such branch");
                goto failed;
            }
            if (*cursor->at++ == 0) {
                Py_INCREF(Py_None);
                *(PyObject **)((char *)record + field->offset) = Py_None;
                continue;
            }
        }
        value = field->array ? read_items(cursor, field) : read_one(cursor, field);
        if (value == NULL) {
            goto failed;
        }
        *(PyObject **)((char *)record + field->offset) = value;
    }
    return record;
failed:
    Py_DECREF(record);
    return NULL;
}

/* ---- Plan ---- */

static int
plan_field(Field *field, PyTypeObject *type, PyObject *given)
{
    PyObject *descriptor;
    const char *name, *kind;
    PyObject *about;
    static const char *const names[KINDS] = {"text", "blob", "int", "long", "boolean", "symbol", "record"};
    int number;

    if (!PyArg_ParseTuple(given, "sspp|O", &name, &kind, &field->nullable, &field->array, &about)) {
        return -1;
    }
    for (number = 0; number < KINDS && strcmp(kind, names[number]); number++) {
    }
    if (number == KINDS) {
        PyErr_Format(PyExc_ValueError, "no kind of field: %s", kind);
        return -1;
    }
    field->kind = number;
    if (number == SYMBOL || number == RECORD) {
        if (PyTuple_GET_SIZE(given) != 5 ||
            !PyObject_TypeCheck(about, number == SYMBOL ? &PyTuple_Type : &Plan_Type)) {
            PyErr_Format(PyExc_TypeError, "field %s: symbols come as a tuple, records as a Plan", name);
            return -1;
        }
        Py_INCREF(about);
        field->about = about;
    }
    descriptor = PyDict_GetItemString(type->tp_dict, name);
    if (descriptor == NULL || !Py_IS_TYPE(descriptor, &PyMemberDescr_Type) ||
        ((PyMemberDescrObject *)descriptor)->d_member->type != T_OBJECT_EX) {
        PyErr_Format(PyExc_TypeError, "%s has no slot %s", type->tp_name, name);
        return -1;
    }
    field->offset = ((PyMemberDescrObject *)descriptor)->d_member->offset;
    return 0;
}

static void
Plan_dealloc(Plan *self)
{
    Py_ssize_t index;

    for (index = 0; index < self->count; index++) {
        Py_XDECREF(self->fields[index].about);
    }
    PyMem_Free(self->fields);
    Py_XDECREF(self->type);
    Py_TYPE(self)->tp_free((PyObject *)self);
}

static PyObject *
Plan_new(PyTypeObject *cls, PyObject *args, PyObject *kwargs)
{
    static char *keywords[] = {"kind", "fields", NULL};
    PyTypeObject *type;
    PyObject *fields;
    Plan *self;
    Py_ssize_t index;

    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "O!O!", keywords, &PyType_Type, &type, &PyTuple_Type, &fields)) {
        return NULL;
    }
    if (type->tp_flags & Py_TPFLAGS_HAVE_GC) {
        return PyErr_Format(PyExc_TypeError, "%s must be a Struct with gc=False", type->tp_name);
    }
    self = (Plan *)cls->tp_alloc(cls, 0);
    if (self == NULL) {
        return NULL;
    }
    Py_INCREF(type);
    self->type = type;
    self->fields = PyMem_Calloc(PyTuple_GET_SIZE(fields) + 1, sizeof(Field));
    if (self->fields == NULL) {
        Py_DECREF(self);
        return PyErr_NoMemory();
    }
    self->count = PyTuple_GET_SIZE(fields);
    for (index = 0; index < self->count; index++) {
        if (plan_field(&self->fields[index], type, PyTuple_GET_ITEM(fields, index)) < 0) {
            Py_DECREF(self);
            return NULL;
        }
    }
    return (PyObject *)self;
}

static PyTypeObject Plan_Type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "contracts._avro.Plan",
    .tp_doc = "How one record type stands on the wire.",
    .tp_basicsize = sizeof(Plan),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_new = Plan_new,
    .tp_dealloc = (destructor)Plan_dealloc,
};

/* ---- Codec ---- */

typedef struct {
    PyObject_HEAD
    PyObject *writers; /* record type -> (head, Plan) */
    PyObject *readers; /* head -> Plan */
    PyObject *unwritten, *unread, *unknown;
} Codec;

static PyObject *
handed_over(PyObject *hook, PyObject *given)
{
    PyObject *type, *error, *traceback, *result;

    PyErr_Fetch(&type, &error, &traceback);
    PyErr_NormalizeException(&type, &error, &traceback);
    result = PyObject_CallFunctionObjArgs(hook, given, error, NULL);
    Py_XDECREF(type);
    Py_XDECREF(error);
    Py_XDECREF(traceback);
    return result;
}

static PyObject *
Codec_encode(Codec *self, PyObject *record)
{
    PyObject *writer = PyDict_GetItemWithError(self->writers, (PyObject *)Py_TYPE(record));
    PyObject *value = NULL;
    Buffer buffer;

    if (writer == NULL) {
        if (!PyErr_Occurred()) {
            PyErr_SetString(PyExc_LookupError, "no record of the contract");
        }
        return handed_over(self->unwritten, record);
    }
    buffer.begin = buffer.at = buffer.stack;
    buffer.end = buffer.stack + STACK_BYTES;
    memcpy(buffer.at, PyBytes_AS_STRING(PyTuple_GET_ITEM(writer, 0)), HEAD);
    buffer.at += HEAD;
    if (write_record(&buffer, (Plan *)PyTuple_GET_ITEM(writer, 1), record) == 0) {
        value = PyBytes_FromStringAndSize(buffer.begin, buffer.at - buffer.begin);
    }
    if (buffer.begin != buffer.stack) {
        PyMem_Free(buffer.begin);
    }
    return value == NULL ? handed_over(self->unwritten, record) : value;
}

static PyObject *
Codec_decode(Codec *self, PyObject *value)
{
    PyObject *head, *plan, *record;
    Cursor cursor;

    if (!PyBytes_Check(value)) {
        wrong_type("bytes", value);
        return NULL;
    }
    if (PyBytes_GET_SIZE(value) < HEAD) {
        return PyObject_CallOneArg(self->unknown, value);
    }
    head = PyBytes_FromStringAndSize(PyBytes_AS_STRING(value), HEAD);
    if (head == NULL) {
        return NULL;
    }
    plan = PyDict_GetItemWithError(self->readers, head);
    Py_DECREF(head);
    if (plan == NULL) {
        return PyErr_Occurred() ? NULL : PyObject_CallOneArg(self->unknown, value);
    }
    cursor.at = (const unsigned char *)PyBytes_AS_STRING(value) + HEAD;
    cursor.end = (const unsigned char *)PyBytes_AS_STRING(value) + PyBytes_GET_SIZE(value);
    record = read_record(&cursor, (Plan *)plan);
    if (record != NULL && cursor.at != cursor.end) {
        Py_CLEAR(record);
        malformed("bytes left over");
    }
    return record == NULL ? handed_over(self->unread, value) : record;
}

static void
Codec_dealloc(Codec *self)
{
    Py_XDECREF(self->writers);
    Py_XDECREF(self->readers);
    Py_XDECREF(self->unwritten);
    Py_XDECREF(self->unread);
    Py_XDECREF(self->unknown);
    Py_TYPE(self)->tp_free((PyObject *)self);
}

static PyObject *
Codec_new(PyTypeObject *cls, PyObject *args, PyObject *kwargs)
{
    static char *keywords[] = {"plans", "unwritten", "unread", "unknown", NULL};
    PyObject *plans, *unwritten, *unread, *unknown;
    Codec *self;
    Py_ssize_t index;

    if (!PyArg_ParseTupleAndKeywords(
            args, kwargs, "O!OOO", keywords, &PyTuple_Type, &plans, &unwritten, &unread, &unknown)) {
        return NULL;
    }
    self = (Codec *)cls->tp_alloc(cls, 0);
    if (self == NULL) {
        return NULL;
    }
    Py_INCREF(unwritten);
    self->unwritten = unwritten;
    Py_INCREF(unread);
    self->unread = unread;
    Py_INCREF(unknown);
    self->unknown = unknown;
    self->writers = PyDict_New();
    self->readers = PyDict_New();
    if (self->writers == NULL || self->readers == NULL) {
        goto failed;
    }
    for (index = 0; index < PyTuple_GET_SIZE(plans); index++) {
        PyObject *given = PyTuple_GET_ITEM(plans, index);
        PyObject *head, *plan;

        if (!PyArg_ParseTuple(given, "SO!", &head, &Plan_Type, &plan)) {
            goto failed;
        }
        if (PyBytes_GET_SIZE(head) != HEAD) {
            PyErr_SetString(PyExc_ValueError, "a head has five bytes");
            goto failed;
        }
        if (PyDict_SetItem(self->writers, (PyObject *)((Plan *)plan)->type, given) < 0 ||
            PyDict_SetItem(self->readers, head, plan) < 0) {
            goto failed;
        }
    }
    return (PyObject *)self;
failed:
    Py_DECREF(self);
    return NULL;
}

static PyMethodDef Codec_methods[] = {
    {"encode", (PyCFunction)Codec_encode, METH_O, "Return the wire form of a record."},
    {"decode", (PyCFunction)Codec_decode, METH_O, "Return the record that a wire form holds."},
    {NULL, NULL, 0, NULL},
};

static PyTypeObject Codec_Type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "contracts._avro.Codec",
    .tp_doc = "Writes and reads all records of the contract.",
    .tp_basicsize = sizeof(Codec),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_new = Codec_new,
    .tp_dealloc = (destructor)Codec_dealloc,
    .tp_methods = Codec_methods,
};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT,
    .m_name = "contracts._avro",
    .m_doc = "Avro's binary encoding of the contract's records.",
    .m_size = -1,
};

PyMODINIT_FUNC
PyInit__avro(void)
{
    PyObject *module = PyModule_Create(&definition);

    if (module == NULL || PyModule_AddType(module, &Plan_Type) < 0 || PyModule_AddType(module, &Codec_Type) < 0) {
        Py_XDECREF(module);
        return NULL;
    }
    return module;
}
