"""Makes a language model of random weights, small enough to be made in a second: a valid llama in a GGUF file.

    make-weights.py FILE
"""

import sys

import gguf
import numpy

WIDTH, LAYERS, HEADS, HIDDEN, CONTEXT = 64, 2, 4, 128, 2048

# Every byte is a token, so that any text can be read and written; "▁" stands for a space, as in SentencePiece.
tokens = [b"<unk>", b"<s>", b"</s>"] + [b"<0x%02X>" % byte for byte in range(256)]
types = [gguf.TokenType.UNKNOWN, gguf.TokenType.CONTROL, gguf.TokenType.CONTROL] + [gguf.TokenType.BYTE] * 256
for letter in "▁etaoinshrdlucmfwypvbgkqjxz.,0123456789{}\":_":
    tokens.append(letter.encode())
    types.append(gguf.TokenType.NORMAL)

writer = gguf.GGUFWriter(sys.argv[1], "llama")
writer.add_name("random")
writer.add_context_length(CONTEXT)
writer.add_embedding_length(WIDTH)
writer.add_block_count(LAYERS)
writer.add_feed_forward_length(HIDDEN)
writer.add_head_count(HEADS)
writer.add_head_count_kv(HEADS)
writer.add_rope_dimension_count(WIDTH // HEADS)
writer.add_layer_norm_rms_eps(1e-5)
writer.add_vocab_size(len(tokens))
writer.add_file_type(gguf.LlamaFileType.ALL_F32)
writer.add_tokenizer_model("llama")
writer.add_token_list(tokens)
writer.add_token_scores([0.0] * len(tokens))
writer.add_token_types(types)
writer.add_bos_token_id(1)
writer.add_eos_token_id(2)
writer.add_unk_token_id(0)
writer.add_add_bos_token(True)
writer.add_chat_template(
    "{% for m in messages %}{{ m['role'] }}: {{ m['content'] }}\n{% endfor %}assistant:"
)

random = numpy.random.default_rng(7)


def tensor(name, *shape):
    writer.add_tensor(name, (random.standard_normal(shape) / numpy.sqrt(shape[-1])).astype(numpy.float32))


def ones(name):
    writer.add_tensor(name, numpy.ones(WIDTH, dtype=numpy.float32))


tensor("token_embd.weight", len(tokens), WIDTH)
for layer in range(LAYERS):
    block = f"blk.{layer}."
    ones(block + "attn_norm.weight")
    for part in ("attn_q", "attn_k", "attn_v", "attn_output"):
        tensor(f"{block}{part}.weight", WIDTH, WIDTH)
    ones(block + "ffn_norm.weight")
    tensor(block + "ffn_gate.weight", HIDDEN, WIDTH)
    tensor(block + "ffn_up.weight", HIDDEN, WIDTH)
    tensor(block + "ffn_down.weight", WIDTH, HIDDEN)
ones("output_norm.weight")
tensor("output.weight", len(tokens), WIDTH)

writer.write_header_to_file()
writer.write_kv_data_to_file()
writer.write_tensors_to_file()
writer.close()
