# The gateway alone, for a web server in another container: share the socket's volume, or publish no port but to it.
#
#     docker build -t llm-gateway .
#     docker run --env OPENAI_API_KEY --volume llm-gateway:/run/llm-gateway llm-gateway
#
# docker-compose.yml has nginx besides.

FROM swift:6.3-bookworm AS build
RUN apt-get update \
    && apt-get install -y --no-install-recommends gcc g++ make libfcgi-dev libyaml-dev zlib1g-dev \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY Makefile Package.swift ./
COPY scripts scripts
COPY nginx nginx
COPY Sources Sources
COPY Tests Tests
RUN make release && strip -o /llm-gateway .build/release/llm-gateway

FROM debian:bookworm-slim
# The certificates that providers are verified with. The socket's group, 101, is that of nginx in its official image; for a
# web server of another group: docker run --user 10001:GROUP, on a fresh volume that is this user's.
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates \
    && rm -rf /var/lib/apt/lists/* \
    && groupadd --gid 101 --non-unique nginx \
    && useradd --system --no-create-home --uid 10001 --gid 101 --shell /usr/sbin/nologin llm-gateway \
    && install -d -m 750 -o 10001 -g 101 /run/llm-gateway
COPY --from=build /llm-gateway /usr/local/bin/llm-gateway
USER 10001:101
VOLUME /run/llm-gateway
ENV GATEWAY_LISTEN=unix:/run/llm-gateway/llm-gateway.sock
STOPSIGNAL SIGTERM
ENTRYPOINT ["/usr/local/bin/llm-gateway"]
