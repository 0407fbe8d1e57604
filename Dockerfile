# The gateway alone, for a web server in another container: share the socket's volume, or publish no port but to it.
#
#     docker build -t llm-gateway .
#     docker run -e OPENAI_API_KEY -v llm-gateway:/run/llm-gateway llm-gateway

FROM swift:6.3-bookworm AS build
RUN apt-get update \
    && apt-get install -y --no-install-recommends gcc g++ make libfcgi-dev zlib1g-dev \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY Makefile Package.swift ./
COPY scripts scripts
COPY Sources Sources
COPY Tests Tests
RUN make release && strip -o /llm-gateway .build/release/llm-gateway

FROM debian:bookworm-slim
# The certificates that providers are verified with.
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --no-create-home --gid www-data llm-gateway \
    && install -d -m 750 -o llm-gateway -g www-data /run/llm-gateway
COPY --from=build /llm-gateway /usr/local/bin/llm-gateway
USER llm-gateway
VOLUME /run/llm-gateway
ENV GATEWAY_LISTEN=unix:/run/llm-gateway/llm-gateway.sock
STOPSIGNAL SIGTERM
ENTRYPOINT ["llm-gateway"]
