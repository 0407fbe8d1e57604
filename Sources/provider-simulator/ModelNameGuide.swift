// SPDX-License-Identifier: Apache-2.0

/// The explanation of the model-name language that `--help` prints; docs/simulator.md says more.
///
/// The lines are short enough for a terminal of 80 columns, where they would be wrapped.
enum ModelNameGuide {
    static let text = """
        It answers POST /chat/completions and GET /models, with and without /v1 before \
        the path. What tests want to see is under GET /simulator/requests[?model=PREFIX], \
        GET /simulator/stats and DELETE /simulator/requests.

        The model name of a request chooses the answer: NAME[,key=value]... where NAME \
        is any word, for example demo,chunks=20,interval=100. Durations are \
        milliseconds. An unknown key is answered with status 400.

        TEXT
          chunks=N           number of text deltas (8)
          size=N             bytes of text in each delta (one word)
          text=words         words, echo, stamp, messages, emoji
          escape=on          \\u escapes beyond ASCII in echo, messages and emoji
          reasoning=N        N reasoning deltas before the text (0)
          array=on           content as an array of parts

        PACE
          delay=MS           before the head (0)
          interval=MS        between two deltas (0)
          batch=N            events in one network write (1)
          split=N            bytes of the body in one network write

        END OF THE ANSWER
          finish=stop        stop, length, content_filter, tool_calls, none
          finish-in=own      own, last: the chunk with the finish reason
          finish-twice=on    the finish reason comes twice
          usage=on           on, off, finish, every, xgroq, then-null, float
          done=on            on, off, spaces, then-data

        FORM OF THE STREAM
          eol=lf             lf, crlf, cr
          space=on           on, off: the space after the colon
          comments=off       off, on (before each event), inside (each event)
          bom=on             a byte order mark first
          blank-end=off      no blank line behind the last event
          role=own           own, none, null: the delta with the role
          encoding=KIND      chunked, length, close: how the body ends
                             (length: plain answers only)

        ERRORS
          status=CODE        200 to 599 with an error body
          message=WORDS      the error's message, underscores for spaces
          code=X             the error's code
          type=X             the error's type
          error-form=object  object, string, array, detail, detail-list,
                             message, nested, html, empty, number-code,
                             object-error
          retry-after=N      header field
          retry-after-ms=N   header field
          key=VALUE          401 unless the request has that bearer key
          echo-key=on        error messages contain the request's key
          content-type=X     media type of the answer
          times=N            status and fault hold for the first N calls of
                             this exact model name only

        RULES
          rules=R[+R]...     openai-reasoning, no-system, no-stream-options,
                             context=N
          context=N          400 when more than N tokens are asked for

        FAULTS
          fault=KIND[@K]     after K deltas; @0 (the default) is before the
                             first event, @finish after the finish reason:
                             stall, reset, close, cut, garbage, error-event,
                             error-event-named, error-string, error-field,
                             bare-error
          fault=KIND         hang, html, error-body, refusal, empty,
                             empty-length, not-sse, slow-headers, loading
          loads=N            calls of this exact model name that fault=loading
                             answers with 503 (1)
        """
}
