// SPDX-License-Identifier: Apache-2.0

/// The explanation of the model-name language that `--help` prints; docs/simulator.md says more.
///
/// The lines are short enough for a terminal of 80 columns, where they would be wrapped.
enum ModelNameGuide {
    static let text = """
        It answers in the dialect of the route:

          POST /v1/chat/completions          OpenAI and servers like it
          POST /openai/v1/chat/completions   Groq
          POST /v1beta/models/MODEL:generateContent,
               /v1beta/models/MODEL:streamGenerateContent[?alt=sse]   Gemini
          POST /v1/messages                  Anthropic

        GET /v1/models lists a few names. What tests want to see is under \
        GET /simulator/requests[?model=PREFIX], GET /simulator/stats and \
        DELETE /simulator/requests.

        The model name of a request chooses the answer: NAME[,key=value]... where NAME \
        is any word, for example demo,chunks=20,interval=100. Durations are \
        milliseconds. An unknown key is answered with status 400. Some keys make sense \
        in some dialects only; docs/simulator.md says which.

        DIALECT
          server=openai      openai, groq, ollama, llamacpp, llamabox, vllm,
                             lmstudio, llama-cpp-python: the forms of that
                             server on the route /v1/chat/completions

        TEXT
          chunks=N           number of text deltas (8)
          size=N             bytes of text in each delta (one word)
          text=words         words, echo, stamp, emoji
          escape=on          \\u escapes beyond ASCII in echo and emoji
          reasoning=N        N reasoning deltas before the text (0)
          reasoning-in=both  both, reasoning, reasoning_content, think
          array=on           content as an array of parts
          parts=N            parts in one event or plain answer (1)
          answer=TEXT|...    the text, percent-encoded; for successive calls
          choose=N           value of an enum that answers a request which
                             prescribes a schema (1)

        PACE
          delay=MS           before the head (0)
          interval=MS        between two deltas (0)
          batch=N            events in one network write (1)
          split=N            bytes of the body in one network write

        END OF THE ANSWER
          finish=stop        stop, length, content_filter, tool_calls, none,
                             or any word of Gemini's or Anthropic's
          finish-in=own      own, last, signature: the chunk with the finish
                             reason
          finish-twice=on    the finish reason comes twice
          usage=on           on, off, finish, every, xgroq, then-null, float,
                             groq, plain, changing
          cached=N           tokens of the prompt that came from a cache (0)
          done=on            on, off, spaces, then-data

        FORM OF THE STREAM
          eol=lf             lf, crlf, cr
          space=on           on, off: the space after the colon
          comments=off       off, on (before each event), inside (each event)
          bom=on             a byte order mark first
          blank-end=off      no blank line behind the last event
          role=own           own, none, null, only, every: the delta with
                             the role
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
          retry-info=DELAY   Gemini's RetryInfo, for example 34.4s
          quota=day          Gemini's QuotaFailure: day, minute or a quota id
          block-reason=WORD  Gemini's reason for blocked-prompt (SAFETY)
          key=VALUE          401 unless the request has that key
          echo-key=on        error messages contain the request's key
          content-type=X     media type of the answer
          times=N            status and fault hold for the first N calls of
                             this exact model name only

        RULES
          rules=R[+R]...     openai-reasoning, no-system, no-stream-options,
                             no-temperature, no-json-schema (no-schema),
                             no-json-object, no-response-format, json-word,
                             context=N, max-output=N, max-enum=N
          context=N          400 when the context of N tokens is too small
          max-output=N       400 when more than N tokens are asked for
          max-enum=N         400 for a schema with a larger enum

        FAULTS
          fault=KIND[@K]     after K deltas; @0 (the default) is before the
                             first event, @finish after the finish reason:
                             stall, reset, close, cut, garbage, error-event,
                             error-event-named, error-string, error-field,
                             bare-error
          fault=KIND         hang, html, error-body, refusal, empty,
                             empty-length, not-sse, slow-headers, loading,
                             blocked-prompt, empty-content, no-content,
                             no-parts
          loads=N            calls of this exact model name that fault=loading
                             answers with 503 (1)
        """
}
