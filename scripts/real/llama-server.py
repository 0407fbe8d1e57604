"""Runs llama.cpp's server on a port of 127.0.0.1, until it is ended.

    llama-server.py WEIGHTS PORT
"""

import sys
import time

import xllamacpp

params = xllamacpp.CommonParams()
params.model.path = sys.argv[1]
params.hostnames = ["127.0.0.1"]
params.port = int(sys.argv[2])
params.n_ctx = 8192
params.n_parallel = 4
params.cpuparams.n_threads = 1
params.warmup = False
server = xllamacpp.Server(params)
print("listening on", server.listening_address, flush=True)
while True:
    time.sleep(3600)
