/* SPDX-License-Identifier: Apache-2.0 */

/* All of C that the YAML target uses: libyaml's parser, and its events without their unions. */

#ifndef CYAML_SHIM_H
#define CYAML_SHIM_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <yaml.h>

/* One event, or the parser's error. Pointers are valid until the next call. */
struct cyaml_event {
    /* A yaml_event_type_t; -1 for an error. */
    int kind;
    /* Where it begins, from 0; of an error, where it was noticed. */
    size_t line;
    size_t column;
    /* A scalar's text, or the problem in libyaml's words; NULL for neither. */
    const unsigned char *text;
    size_t count;
    /* The name behind & or *; NULL for none. */
    const unsigned char *anchor;
    size_t anchor_count;
    /* Whether there is a tag, whether a scalar stands without quotation marks, whether the document has directives. */
    int is_tagged;
    int is_plain;
    int has_directives;
    /* Of an error of the bytes themselves: where in them; else -1. */
    ptrdiff_t offset;
};

struct cyaml_reading {
    yaml_parser_t parser;
    yaml_event_t event;
    int has_event;
};

/* Begins to read bytes, which have to stay where they are; 0 when there is no memory. */
static inline int cyaml_begin(struct cyaml_reading *reading, const unsigned char *bytes, size_t count) {
    memset(reading, 0, sizeof *reading);
    if (!yaml_parser_initialize(&reading->parser)) return 0;
    yaml_parser_set_encoding(&reading->parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&reading->parser, bytes, count);
    return 1;
}

/* The text of a C string; NULL for none. */
static inline void cyaml_set_anchor(struct cyaml_event *event, const unsigned char *anchor) {
    event->anchor = anchor;
    event->anchor_count = anchor == NULL ? 0 : strlen((const char *)anchor);
}

/* The next event. After an error, and after the end of the stream, no other may be asked for. */
static inline struct cyaml_event cyaml_next(struct cyaml_reading *reading) {
    struct cyaml_event next;
    memset(&next, 0, sizeof next);
    next.offset = -1;
    if (reading->has_event) yaml_event_delete(&reading->event);
    reading->has_event = yaml_parser_parse(&reading->parser, &reading->event);
    if (!reading->has_event) {
        const yaml_parser_t *parser = &reading->parser;
        next.kind = -1;
        next.line = parser->problem_mark.line;
        next.column = parser->problem_mark.column;
        next.text = (const unsigned char *)parser->problem;
        next.count = parser->problem == NULL ? 0 : strlen(parser->problem);
        if (parser->error == YAML_READER_ERROR) next.offset = (ptrdiff_t)parser->problem_offset;
        return next;
    }
    const yaml_event_t *event = &reading->event;
    next.kind = (int)event->type;
    next.line = event->start_mark.line;
    next.column = event->start_mark.column;
    switch (event->type) {
    case YAML_DOCUMENT_START_EVENT:
        next.has_directives = event->data.document_start.version_directive != NULL ||
                              event->data.document_start.tag_directives.start !=
                                  event->data.document_start.tag_directives.end;
        break;
    case YAML_ALIAS_EVENT:
        cyaml_set_anchor(&next, event->data.alias.anchor);
        break;
    case YAML_SCALAR_EVENT:
        next.text = event->data.scalar.value;
        next.count = event->data.scalar.length;
        next.is_tagged = event->data.scalar.tag != NULL;
        next.is_plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
        cyaml_set_anchor(&next, event->data.scalar.anchor);
        break;
    case YAML_SEQUENCE_START_EVENT:
        next.is_tagged = event->data.sequence_start.tag != NULL;
        cyaml_set_anchor(&next, event->data.sequence_start.anchor);
        break;
    case YAML_MAPPING_START_EVENT:
        next.is_tagged = event->data.mapping_start.tag != NULL;
        cyaml_set_anchor(&next, event->data.mapping_start.anchor);
        break;
    default:
        break;
    }
    return next;
}

/* Frees everything that the reading has. */
static inline void cyaml_end(struct cyaml_reading *reading) {
    if (reading->has_event) yaml_event_delete(&reading->event);
    yaml_parser_delete(&reading->parser);
}

#endif
