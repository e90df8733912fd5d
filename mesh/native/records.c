/*
 * What the mesh does to every record, in one call each: taken over from the client, headers read, partition of a key,
 * id of an event, and the bytes over which a task's hash chain runs. The formats are those of mesh.wire.headers,
 * mesh.declared.keys and mesh.engine.journal, which say what they mean; tests hold both to the same results.
 */

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>
#include <string.h>

/* ---- instants ---- */

/* Days since 1970-01-01 of a day of the Gregorian calendar (March-based years). */
static int64_t
days_of(int64_t year, int month, int day)
{
    int64_t shifted = year - (month <= 2), era = (shifted >= 0 ? shifted : shifted - 399) / 400;
    int64_t of_era = shifted - era * 400;
    int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

static int
month_length(int year, int month)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    return lengths[month - 1] + (month == 2 && (year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)));
}

static int
number_at(const char *text, int digits)
{
    int number = 0, i;

    for (i = 0; i < digits; i++) {
        if (text[i] < '0' || text[i] > '9') {
            return -1;
        }
        number = number * 10 + text[i] - '0';
    }
    return number;
}

/* Read 2026-01-05T08:00:00.000Z; 0 when the text is of another form or century, which is left to Python. */
static int
plain_instant(const char *text, Py_ssize_t size, int64_t *time_ms)
{
    int year, month, day, hour, minute, second, ms;

    if (size != 24 || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':' ||
        text[19] != '.' || text[23] != 'Z') {
        return 0;
    }
    year = number_at(text, 4), month = number_at(text + 5, 2), day = number_at(text + 8, 2);
    hour = number_at(text + 11, 2), minute = number_at(text + 14, 2), second = number_at(text + 17, 2);
    ms = number_at(text + 20, 3);
    if (year < 1970 || year > 2099 || month < 1 || month > 12 || day < 1 || day > month_length(year, month) || hour < 0 || hour > 23 ||
        minute < 0 || minute > 59 || second < 0 || second > 59 || ms < 0) {
        return 0;
    }
    *time_ms = (((days_of(year, month, day) * 24 + hour) * 60 + minute) * 60 + second) * 1000 + ms;
    return 1;
}

/* ---- functions ---- */

static uint32_t
murmur2(const unsigned char *data, Py_ssize_t length)
{
    const uint32_t m = 0x5bd1e995;
    uint32_t h = 0x9747b28c ^ (uint32_t)length;

    for (; length >= 4; data += 4, length -= 4) {
        uint32_t k = (uint32_t)data[0] | (uint32_t)data[1] << 8 | (uint32_t)data[2] << 16 | (uint32_t)data[3] << 24;

        k *= m;
        k ^= k >> 24;
        k *= m;
        h = (h * m) ^ k;
    }
    if (length) {
        uint32_t rest = 0;

        while (length--) {
            rest = rest << 8 | data[length];
        }
        h = (h ^ rest) * m;
    }
    h ^= h >> 13;
    h *= m;
    return h ^ h >> 15;
}

static PyObject *
records_murmur2(PyObject *Py_UNUSED(module), PyObject *key)
{
    if (!PyBytes_Check(key)) {
        return PyErr_Format(PyExc_TypeError, "a key is bytes, not %.100s", Py_TYPE(key)->tp_name);
    }
    return PyLong_FromUnsignedLong(murmur2((unsigned char *)PyBytes_AS_STRING(key), PyBytes_GET_SIZE(key)));
}

static PyObject *
records_partition_of(PyObject *Py_UNUSED(module), PyObject *args)
{
    const char *key;
    Py_ssize_t size;
    long partitions;

    if (!PyArg_ParseTuple(args, "y#l", &key, &size, &partitions)) {
        return NULL;
    }
    if (partitions < 1) {
        PyErr_SetString(PyExc_ValueError, "a topic has at least one partition");
        return NULL;
    }
    return PyLong_FromLong((long)(murmur2((const unsigned char *)key, size) & 0x7fffffff) % partitions);
}

enum { ID = 32 }; /* hex digits of an event's id */

static PyObject *sha256, *digest; /* hashlib.sha256, and the name of what its answer is asked for */

/* The bytes of which the id of an event is made; see mesh.headers. */
static PyObject *
id_seed(PyObject *cause, const char *key, Py_ssize_t key_size, PyObject *type, long ordinal)
{
    Py_ssize_t text_size, type_size;
    const char *text = PyUnicode_AsUTF8AndSize(cause, &text_size);
    const char *name = text == NULL ? NULL : PyUnicode_AsUTF8AndSize(type, &type_size);
    char length[32], number[32], *into;
    int length_size, number_size;
    PyObject *seed;

    if (name == NULL) {
        return NULL;
    }
    length_size = PyOS_snprintf(length, sizeof length, "%zd:", PyUnicode_GET_LENGTH(cause));
    number_size = PyOS_snprintf(number, sizeof number, "%ld", ordinal) + 1; /* with the NUL behind it */
    seed = PyBytes_FromStringAndSize(NULL, length_size + text_size + type_size + 1 + number_size + key_size);
    if (seed == NULL) {
        return NULL;
    }
    into = PyBytes_AS_STRING(seed);
    memcpy(into, length, length_size);
    memcpy(into += length_size, text, text_size);
    memcpy(into += text_size, name, type_size + 1); /* with the NUL behind it */
    memcpy(into += type_size + 1, number, number_size);
    memcpy(into + number_size, key, key_size);
    return seed;
}

/* Write the id of an event; see mesh.headers. -1 on an error. */
static int
id_write(char into[ID], PyObject *cause, const char *key, Py_ssize_t key_size, PyObject *type, long ordinal)
{
    static const char digits[] = "0123456789abcdef";
    PyObject *seed = id_seed(cause, key, key_size, type, ordinal), *hash, *bytes;
    int i;

    if (seed == NULL) {
        return -1;
    }
    hash = PyObject_CallOneArg(sha256, seed);
    Py_DECREF(seed);
    bytes = hash == NULL ? NULL : PyObject_CallMethodNoArgs(hash, digest);
    Py_XDECREF(hash);
    if (bytes == NULL) {
        return -1;
    }
    for (i = 0; i < ID / 2; i++) { /* the first half of the hash */
        unsigned char byte = (unsigned char)PyBytes_AS_STRING(bytes)[i];

        into[2 * i] = digits[byte >> 4];
        into[2 * i + 1] = digits[byte & 15];
    }
    Py_DECREF(bytes);
    return 0;
}

/* event_id(cause_id, key, type, ordinal): see mesh.headers. */
static PyObject *
records_event_id(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *cause, *type, *id;
    const char *key;
    Py_ssize_t key_size;
    int ordinal;

    if (!PyArg_ParseTuple(args, "Uy#Ui", &cause, &key, &key_size, &type, &ordinal)) {
        return NULL;
    }
    id = PyUnicode_New(ID, 127);
    if (id != NULL && id_write((char *)PyUnicode_1BYTE_DATA(id), cause, key, key_size, type, ordinal) < 0) {
        Py_CLEAR(id);
    }
    return id;
}

/* The headers of an event: those of its kind, its id, its time and its cause. */
static PyObject *
event_headers(PyObject *fixed, PyObject *seed, PyObject *key, PyObject *type, long ordinal, PyObject *const rest[2])
{
    static PyObject *name; /* of the header that holds the id */
    Py_ssize_t count = PyTuple_GET_SIZE(fixed), index;
    PyObject *id, *pair, *headers;

    if (name == NULL && (name = PyUnicode_InternFromString("ce_id")) == NULL) {
        return NULL;
    }
    id = PyBytes_FromStringAndSize(NULL, ID);
    if (id == NULL) {
        return NULL;
    }
    if (id_write(PyBytes_AS_STRING(id), seed, PyBytes_AS_STRING(key), PyBytes_GET_SIZE(key), type, ordinal) < 0) {
        Py_DECREF(id);
        return NULL;
    }
    pair = PyTuple_Pack(2, name, id);
    Py_DECREF(id);
    headers = pair == NULL ? NULL : PyList_New(count + 3);
    if (headers == NULL) {
        Py_XDECREF(pair);
        return NULL;
    }
    for (index = 0; index < count; index++) {
        PyList_SET_ITEM(headers, index, Py_NewRef(PyTuple_GET_ITEM(fixed, index)));
    }
    PyList_SET_ITEM(headers, count, pair);
    PyList_SET_ITEM(headers, count + 1, Py_NewRef(rest[0]));
    PyList_SET_ITEM(headers, count + 2, Py_NewRef(rest[1]));
    return headers;
}

/*
 * event(kind, topic, key, value, type, fixed, seed, ordinal, time, cause): the record of an event, of `kind` (fields as
 * mesh.wire.Outbound), to the partition of its key. fixed: headers that all events of its type share; time, cause: those
 * headers. The id is that of event_id(seed, key, type, ordinal).
 */
static PyObject *
records_event(PyObject *Py_UNUSED(module), PyObject *const *args, Py_ssize_t count)
{
    PyObject *kind, *headers, *record;
    long ordinal;
    int index;

    if (count != 10) {
        PyErr_SetString(PyExc_TypeError, "ten arguments make an event");
        return NULL;
    }
    kind = args[0];
    if (!PyType_Check(kind) || !PyType_IsSubtype((PyTypeObject *)kind, &PyTuple_Type) || !PyBytes_Check(args[2]) ||
        !PyUnicode_Check(args[4]) || !PyTuple_Check(args[5]) || !PyUnicode_Check(args[6])) {
        PyErr_SetString(PyExc_TypeError, "an event is a tuple with a key of bytes, made of a type, headers and a seed");
        return NULL;
    }
    ordinal = PyLong_AsLong(args[7]);
    if (ordinal == -1 && PyErr_Occurred()) {
        return NULL;
    }
    headers = event_headers(args[5], args[6], args[2], args[4], ordinal, args + 8);
    record = headers == NULL ? NULL : ((PyTypeObject *)kind)->tp_alloc((PyTypeObject *)kind, 5);
    if (record == NULL) {
        Py_XDECREF(headers);
        return NULL;
    }
    PyTuple_SET_ITEM(record, 0, Py_NewRef(args[1]));
    PyTuple_SET_ITEM(record, 1, Py_NewRef(Py_None));
    for (index = 2; index < 4; index++) {
        PyTuple_SET_ITEM(record, index, Py_NewRef(args[index]));
    }
    PyTuple_SET_ITEM(record, 4, headers);
    return record;
}

/* ---- what a client hands over ---- */

enum { ERROR, TOPIC, PARTITION, OFFSET, TIMESTAMP, KEY, VALUE, HEADERS, ASKED };
static PyObject *asked[ASKED]; /* names of a message's methods */

/* One run of records of the same partition. */
typedef struct {
    PyObject *physical, *topic, *partition;
} Run;

static void
run_clear(Run *run)
{
    Py_CLEAR(run->physical);
    Py_CLEAR(run->topic);
    Py_CLEAR(run->partition);
}

/* Go on with the run of a message, or begin another one and tell `begun` (None: nobody) so; -1 on an error. */
static int
run_join(Run *run, PyObject *message, PyObject *topics, PyObject *begun)
{
    PyObject *physical = PyObject_CallMethodNoArgs(message, asked[TOPIC]), *topic, *at, *answer;
    PyObject *partition = physical == NULL ? NULL : PyObject_CallMethodNoArgs(message, asked[PARTITION]);
    int same;

    if (partition == NULL) {
        Py_XDECREF(physical);
        return -1;
    }
    same = run->physical == NULL ? 0 : PyObject_RichCompareBool(run->partition, partition, Py_EQ);
    if (same > 0) {
        same = PyObject_RichCompareBool(run->physical, physical, Py_EQ);
    }
    if (same) {
        Py_DECREF(physical);
        Py_DECREF(partition);
        return same > 0 ? 0 : -1;
    }
    run_clear(run);
    run->physical = physical;
    run->partition = partition;
    topic = PyDict_GetItemWithError(topics, physical);
    if (topic == NULL) {
        if (!PyErr_Occurred()) {
            PyErr_SetObject(PyExc_KeyError, physical);
        }
        return -1;
    }
    run->topic = Py_NewRef(topic);
    if (begun == Py_None) {
        return 0;
    }
    at = PyTuple_Pack(2, topic, partition);
    answer = at == NULL ? NULL : PyObject_CallOneArg(begun, at);
    Py_XDECREF(at);
    Py_XDECREF(answer);
    return answer == NULL ? -1 : 0;
}

/* The record of a message within its run, or NULL. */
static PyObject *
record_of(PyObject *message, const Run *run, PyTypeObject *kind)
{
    static const int wanted[] = {OFFSET, TIMESTAMP, KEY, VALUE};
    PyObject *record = kind->tp_alloc(kind, 7);
    int index;

    if (record == NULL) {
        return NULL;
    }
    PyTuple_SET_ITEM(record, 0, Py_NewRef(run->topic));
    PyTuple_SET_ITEM(record, 1, Py_NewRef(run->partition));
    for (index = 0; index < 4; index++) {
        PyObject *found = PyObject_CallMethodNoArgs(message, asked[wanted[index]]);

        if (found != NULL && wanted[index] == TIMESTAMP) { /* its kind and itself */
            Py_SETREF(found, PySequence_GetItem(found, 1));
        }
        else if (found == Py_None && wanted[index] == KEY) {
            Py_SETREF(found, PyBytes_FromStringAndSize(NULL, 0));
        }
        if (found == NULL) {
            Py_DECREF(record);
            return NULL;
        }
        PyTuple_SET_ITEM(record, 2 + index, found);
    }
    PyTuple_SET_ITEM(record, 6, Py_NewRef(message));
    return record;
}

/*
 * inbound(messages, topics, kind, begun, failed): the records of a client's messages, in order, each of `kind` (fields
 * as mesh.wire.Inbound, the message itself in the place of its headers). `begun` is called with (topic, partition) when
 * a run of records of one partition begins, `failed` with message and error where a message is an error, which ends
 * the run: so what is told stands in the order of the messages. topics: logical names by physical ones.
 */
static PyObject *
records_inbound(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *messages, *topics, *begun, *failed, *records;
    PyTypeObject *kind;
    Run run = {NULL, NULL, NULL};
    Py_ssize_t index;

    if (!PyArg_ParseTuple(args, "O!O!O!OO", &PyList_Type, &messages, &PyDict_Type, &topics, &PyType_Type, &kind,
                          &begun, &failed)) {
        return NULL;
    }
    if (!PyType_IsSubtype(kind, &PyTuple_Type)) {
        PyErr_SetString(PyExc_TypeError, "a record is a tuple");
        return NULL;
    }
    records = PyList_New(0);
    for (index = 0; records != NULL && index < PyList_GET_SIZE(messages); index++) {
        PyObject *message = PyList_GET_ITEM(messages, index);
        PyObject *error = PyObject_CallMethodNoArgs(message, asked[ERROR]), *done = NULL;

        if (error != NULL && error != Py_None) {
            run_clear(&run);
            done = PyObject_CallFunctionObjArgs(failed, message, error, NULL);
        }
        else if (error != NULL && run_join(&run, message, topics, begun) == 0) {
            done = record_of(message, &run, kind);
            if (done != NULL && PyList_Append(records, done) < 0) {
                Py_CLEAR(done);
            }
        }
        Py_XDECREF(error);
        if (done == NULL) {
            Py_CLEAR(records);
        }
        Py_XDECREF(done);
    }
    run_clear(&run);
    return records;
}

/* ---- headers read ---- */

typedef struct {
    PyObject *id, *time, *cause, *type; /* NULL: not found */
} Said;

/*
 * The headers of a record as a list or tuple of pairs; `source` is one, None, or a message that makes them. A client
 * that meets a name which is not UTF-8 leaves that name out and fails, but has the rest when it is asked again.
 */
static PyObject *
pairs_of(PyObject *source)
{
    PyObject *headers, *pairs;

    if (PyList_Check(source) || PyTuple_Check(source)) {
        return Py_NewRef(source);
    }
    headers = source == Py_None ? Py_NewRef(source) : PyObject_CallMethodNoArgs(source, asked[HEADERS]);
    if (headers == NULL && (PyErr_ExceptionMatches(PyExc_SystemError) || PyErr_ExceptionMatches(PyExc_UnicodeError))) {
        PyErr_Clear();
        headers = PyObject_CallMethodNoArgs(source, asked[HEADERS]);
    }
    if (headers == NULL) {
        return NULL;
    }
    pairs = headers == Py_None ? PyTuple_New(0) : PySequence_Fast(headers, "headers are pairs");
    Py_DECREF(headers);
    return pairs;
}

/* Whether a pair has a name and a value, which may be null to Kafka; 0 for one that a client could not read. */
static int
is_whole(PyObject *pair)
{
    return PyTuple_Check(pair) && PyTuple_GET_SIZE(pair) == 2 && PyTuple_GET_ITEM(pair, 0) != NULL &&
           PyTuple_GET_ITEM(pair, 1) != NULL;
}

/* pairs(headers): those that could be read, in order; see mesh.headers. */
static PyObject *
records_pairs(PyObject *Py_UNUSED(module), PyObject *source)
{
    PyObject *pairs = pairs_of(source), *found = pairs == NULL ? NULL : PyList_New(0);
    Py_ssize_t index;

    for (index = 0; found != NULL && index < PySequence_Fast_GET_SIZE(pairs); index++) {
        PyObject *pair = PySequence_Fast_GET_ITEM(pairs, index);

        if (is_whole(pair) && PyList_Append(found, pair) < 0) {
            Py_CLEAR(found);
        }
    }
    Py_XDECREF(pairs);
    return found;
}

static PyObject *
text_of(PyObject *value)
{
    return PyUnicode_DecodeUTF8(PyBytes_AS_STRING(value), PyBytes_GET_SIZE(value), "replace");
}

static void
said_clear(Said *said)
{
    Py_CLEAR(said->id);
    Py_CLEAR(said->time);
    Py_CLEAR(said->cause);
    Py_CLEAR(said->type);
}

/*
 * Take in one header; -1 on an error. `other` reads an instant of an unusual form, or returns None; cause and type are
 * passed over unless `all` are wanted.
 */
static int
said_take(Said *said, PyObject *pair, PyObject *other, int all)
{
    PyObject *name, *value, *found, **into = NULL;
    const char *text;
    Py_ssize_t size;
    int64_t time_ms;

    if (!is_whole(pair)) {
        return 0;
    }
    name = PyTuple_GET_ITEM(pair, 0), value = PyTuple_GET_ITEM(pair, 1);
    if (!PyBytes_Check(value) || PyBytes_GET_SIZE(value) == 0 || !PyUnicode_Check(name)) {
        return 0;
    }
    text = PyUnicode_AsUTF8AndSize(name, &size);
    if (text == NULL) {
        return -1;
    }
    if (size < 5 || memcmp(text, "ce_", 3) != 0) {
        return 0;
    }
    if (size == 7 && memcmp(text, "ce_time", 7) == 0) {
        found = plain_instant(PyBytes_AS_STRING(value), PyBytes_GET_SIZE(value), &time_ms)
                    ? PyLong_FromLongLong(time_ms)
                    : PyObject_CallOneArg(other, value);
        into = &said->time;
    }
    else {
        if (size == 5 && memcmp(text, "ce_id", 5) == 0) {
            into = &said->id;
        }
        else if (all && size == 7 && memcmp(text, "ce_type", 7) == 0) {
            into = &said->type;
        }
        else if (all && size == 14 && memcmp(text, "ce_causationid", 14) == 0) {
            into = &said->cause;
        }
        else {
            return 0;
        }
        found = text_of(value);
    }
    if (found == NULL) {
        return -1;
    }
    Py_XSETREF(*into, found);
    return 0;
}

/* Read headers given as (headers, timestamp_ms, other); id and time are set afterwards. -1 on an error. */
static int
said_read(Said *said, PyObject *const *args, Py_ssize_t count, int all)
{
    PyObject *pairs;
    Py_ssize_t index;

    if (count != 3) {
        PyErr_SetString(PyExc_TypeError, "headers, timestamp and a reader of instants wanted");
        return -1;
    }
    pairs = pairs_of(args[0]);
    if (pairs == NULL) {
        return -1;
    }
    for (index = 0; index < PySequence_Fast_GET_SIZE(pairs); index++) {
        if (said_take(said, PySequence_Fast_GET_ITEM(pairs, index), args[2], all) < 0) {
            Py_DECREF(pairs);
            return -1;
        }
    }
    Py_DECREF(pairs);
    if (said->id == NULL && (said->id = PyUnicode_New(0, 0)) == NULL) {
        return -1;
    }
    if (said->time == NULL || said->time == Py_None) {
        Py_XSETREF(said->time, Py_NewRef(args[1]));
    }
    return 0;
}

/* id_and_time(headers, timestamp_ms, other): see mesh.headers. */
static PyObject *
records_id_and_time(PyObject *Py_UNUSED(module), PyObject *const *args, Py_ssize_t count)
{
    Said said = {NULL, NULL, NULL, NULL};
    PyObject *result = said_read(&said, args, count, 0) < 0 ? NULL : PyTuple_Pack(2, said.id, said.time);

    said_clear(&said);
    return result;
}

/* parse(headers, timestamp_ms, other): id, time, cause and type; see mesh.headers. */
static PyObject *
records_parse(PyObject *Py_UNUSED(module), PyObject *const *args, Py_ssize_t count)
{
    Said said = {NULL, NULL, NULL, NULL};
    PyObject *result = NULL;

    if (said_read(&said, args, count, 1) == 0) {
        result = PyTuple_Pack(4, said.id, said.time, said.cause == NULL ? Py_None : said.cause,
                              said.type == NULL ? Py_None : said.type);
    }
    said_clear(&said);
    return result;
}

/* ---- the bytes of the hash chain; written down in docs/architecture.md, tested against tests/support/mesh/framing.py ---- */

enum { ABSENT = 0xFFFFFFFF }; /* the length of what is null, and the partition of what goes by its key */

typedef struct {
    PyObject *bytes; /* NULL once it failed */
    size_t used;
} Frame;

enum { FRAME = 65536 }; /* room that a frame has at first */

static int
frame_bytes(Frame *frame, const char *data, size_t size)
{
    size_t room = (size_t)PyBytes_GET_SIZE(frame->bytes);

    if (room - frame->used < size && _PyBytes_Resize(&frame->bytes, (Py_ssize_t)(2 * room + size)) < 0) {
        return -1;
    }
    memcpy(PyBytes_AS_STRING(frame->bytes) + frame->used, data, size);
    frame->used += size;
    return 0;
}

/* The bytes of a frame, which is over with that. */
static PyObject *
frame_end(Frame *frame, int failed)
{
    if (failed) {
        Py_CLEAR(frame->bytes);
    }
    else {
        _PyBytes_Resize(&frame->bytes, (Py_ssize_t)frame->used); /* NULL, with an error set, where that fails */
    }
    return frame->bytes;
}

/* A number of 32 bits, the most significant byte first. */
static int
frame_number(Frame *frame, uint32_t number)
{
    const char bytes[4] = {(char)(number >> 24), (char)(number >> 16), (char)(number >> 8), (char)number};

    return frame_bytes(frame, bytes, sizeof bytes);
}

/* A length and so many bytes. */
static int
frame_sized(Frame *frame, const char *data, Py_ssize_t size)
{
    if ((size_t)size >= ABSENT) {
        PyErr_SetString(PyExc_OverflowError, "too long for a record");
        return -1;
    }
    return frame_number(frame, (uint32_t)size) < 0 ? -1 : frame_bytes(frame, data, size);
}

static int
frame_text(Frame *frame, PyObject *text)
{
    Py_ssize_t size;
    const char *data = PyUnicode_AsUTF8AndSize(text, &size);

    return data == NULL ? -1 : frame_sized(frame, data, size);
}

static int
frame_bytes_or_null(Frame *frame, PyObject *value)
{
    if (value == Py_None) {
        return frame_number(frame, ABSENT);
    }
    if (!PyBytes_Check(value)) {
        PyErr_Format(PyExc_TypeError, "bytes wanted, not %.100s", Py_TYPE(value)->tp_name);
        return -1;
    }
    return frame_sized(frame, PyBytes_AS_STRING(value), PyBytes_GET_SIZE(value));
}

static int
frame_partition(Frame *frame, PyObject *partition)
{
    unsigned long number;

    if (partition == Py_None) {
        return frame_number(frame, ABSENT);
    }
    number = PyLong_AsUnsignedLong(partition);
    if (PyErr_Occurred()) {
        return -1;
    }
    if (number >= ABSENT) {
        PyErr_SetString(PyExc_OverflowError, "no such partition");
        return -1;
    }
    return frame_number(frame, (uint32_t)number);
}

static int
frame_headers(Frame *frame, PyObject *headers)
{
    Py_ssize_t index, count = PySequence_Fast_GET_SIZE(headers);

    if (frame_number(frame, (uint32_t)count) < 0) {
        return -1;
    }
    for (index = 0; index < count; index++) {
        PyObject *pair = PySequence_Fast_GET_ITEM(headers, index);

        if (!PyTuple_Check(pair) || PyTuple_GET_SIZE(pair) != 2) {
            PyErr_SetString(PyExc_TypeError, "a header is a pair");
            return -1;
        }
        if (frame_text(frame, PyTuple_GET_ITEM(pair, 0)) < 0 ||
            frame_bytes_or_null(frame, PyTuple_GET_ITEM(pair, 1)) < 0) {
            return -1;
        }
    }
    return 0;
}

static int
frame_record(Frame *frame, PyObject *record)
{
    PyObject *headers;
    int failed;

    if (!PyTuple_Check(record) || PyTuple_GET_SIZE(record) != 5) {
        PyErr_SetString(PyExc_TypeError, "records to produce wanted");
        return -1;
    }
    if (frame_text(frame, PyTuple_GET_ITEM(record, 0)) < 0 ||
        frame_partition(frame, PyTuple_GET_ITEM(record, 1)) < 0 ||
        frame_bytes_or_null(frame, PyTuple_GET_ITEM(record, 2)) < 0 ||
        frame_bytes_or_null(frame, PyTuple_GET_ITEM(record, 3)) < 0) {
        return -1;
    }
    headers = PySequence_Fast(PyTuple_GET_ITEM(record, 4), "headers are pairs");
    if (headers == NULL) {
        return -1;
    }
    failed = frame_headers(frame, headers);
    Py_DECREF(headers);
    return failed;
}

/* framed(outbox): what enters the hash chain for these records, in order; see mesh.task. */
static PyObject *
records_framed(PyObject *Py_UNUSED(module), PyObject *outbox)
{
    Frame frame = {NULL, 0};
    Py_ssize_t index;
    int failed = 0;

    if (!PyList_Check(outbox)) {
        PyErr_SetString(PyExc_TypeError, "a list of records wanted");
        return NULL;
    }
    frame.bytes = PyBytes_FromStringAndSize(NULL, FRAME);
    if (frame.bytes == NULL) {
        return NULL;
    }
    for (index = 0; !failed && index < PyList_GET_SIZE(outbox); index++) {
        failed = frame_record(&frame, PyList_GET_ITEM(outbox, index)) < 0;
    }
    return frame_end(&frame, failed);
}

/* changes_framed(changes): what enters the hash chain for changes of state, values by key, in their order. */
static PyObject *
records_changes_framed(PyObject *Py_UNUSED(module), PyObject *changes)
{
    Frame frame = {NULL, 0};
    PyObject *key, *value;
    Py_ssize_t place = 0;
    int failed = 0;

    if (!PyDict_Check(changes)) {
        PyErr_SetString(PyExc_TypeError, "changes by key wanted");
        return NULL;
    }
    frame.bytes = PyBytes_FromStringAndSize(NULL, FRAME);
    if (frame.bytes == NULL) {
        return NULL;
    }
    while (!failed && PyDict_Next(changes, &place, &key, &value)) {
        if (!PyBytes_Check(key)) {
            PyErr_SetString(PyExc_TypeError, "a key is bytes");
            failed = 1;
        }
        else {
            failed = frame_bytes_or_null(&frame, key) < 0 || frame_bytes_or_null(&frame, value) < 0;
        }
    }
    return frame_end(&frame, failed);
}

static PyMethodDef functions[] = {
    {"murmur2", records_murmur2, METH_O, "Return Kafka's 32-bit murmur2 of a key."},
    {"partition_of", records_partition_of, METH_VARARGS, "Return the partition of a key among so many."},
    {"event_id", records_event_id, METH_VARARGS, "Return the id of an event from cause, key, type and ordinal."},
    {"event", (PyCFunction)(void (*)(void))records_event, METH_FASTCALL, "Return the record of an event."},
    {"inbound", records_inbound, METH_VARARGS, "Return the records of a client's messages."},
    {"id_and_time", (PyCFunction)(void (*)(void))records_id_and_time, METH_FASTCALL,
     "Return what headers say of id and time."},
    {"pairs", records_pairs, METH_O, "Return the headers that could be read."},
    {"parse", (PyCFunction)(void (*)(void))records_parse, METH_FASTCALL,
     "Return what headers say of id, time, cause and type."},
    {"framed", records_framed, METH_O, "Return the bytes that enter the hash chain for records to produce."},
    {"changes_framed", records_changes_framed, METH_O, "Return those that enter the chain of state for its changes."},
    {NULL, NULL, 0, NULL},
};

static int
prepare(PyObject *Py_UNUSED(module))
{
    static const char *const names[ASKED] = {"error",     "topic", "partition", "offset",
                                             "timestamp", "key",   "value",     "headers"};
    int index;

    for (index = 0; index < ASKED; index++) {
        if (asked[index] == NULL && (asked[index] = PyUnicode_InternFromString(names[index])) == NULL) {
            return -1;
        }
    }
    if (digest == NULL && (digest = PyUnicode_InternFromString("digest")) == NULL) {
        return -1;
    }
    if (sha256 == NULL) {
        PyObject *hashlib = PyImport_ImportModule("hashlib");

        sha256 = hashlib == NULL ? NULL : PyObject_GetAttrString(hashlib, "sha256");
        Py_XDECREF(hashlib);
    }
    return sha256 == NULL ? -1 : 0;
}

static PyModuleDef_Slot slots[] = {{Py_mod_exec, prepare}, {0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT,
    .m_name = "mesh._records",
    .m_doc = "What the mesh does to every record.",
    .m_size = 0,
    .m_methods = functions,
    .m_slots = slots,
};

PyMODINIT_FUNC
PyInit__records(void)
{
    return PyModuleDef_Init(&definition);
}
