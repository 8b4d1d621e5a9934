"""The same training in plain PyTorch, one user after the other, for ./intarsia bench engine to compare with.

Reads a Llama checkpoint folder and the work that the benchmark wrote: every user's rows per step, and each module's fixed
A, already scaled by alpha / r. B starts at zero and is trained with AdamW. One command a line on standard input:
"train 10" trains every user of training-10.json and answers with one JSON line; end of input ends the program.
"""

import argparse
import json
import os
import sys
import time

import numpy as np
import torch
import torch.nn.functional as F

DTYPES = {"F32": torch.float32, "F16": torch.float16, "BF16": torch.bfloat16}


def safetensors(path):
    with open(path, "rb") as file:
        size = int.from_bytes(file.read(8), "little")
        header = json.loads(file.read(size))
        data = bytearray(file.read())
    header.pop("__metadata__", None)
    tensors = {}
    for name, info in header.items():
        begin, end = info["data_offsets"]
        dtype = DTYPES[info["dtype"]]
        flat = torch.frombuffer(data, dtype=dtype, offset=begin, count=(end - begin) // dtype.itemsize)
        tensors[name] = flat.reshape(info["shape"]).to(torch.float32)
    return tensors


class Decoder:
    """Llama: RMSNorm, rotary positions, SwiGLU, grouped-query attention, tied or untied head."""

    def __init__(self, folder, factors, dtype):
        with open(os.path.join(folder, "config.json")) as file:
            self.config = c = json.load(file)
        w = safetensors(os.path.join(folder, "model.safetensors"))
        self.dtype = dtype
        self.layers = c["num_hidden_layers"]
        self.heads = c["num_attention_heads"]
        self.kv_heads = c["num_key_value_heads"]
        self.head = c.get("head_dim", c["hidden_size"] // self.heads)
        self.eps = c["rms_norm_eps"]
        self.embedding = w["model.embed_tokens.weight"]
        self.norm = w["model.norm.weight"]
        self.out = w.get("lm_head.weight", self.embedding).to(dtype)
        self.blocks = []
        for i in range(self.layers):
            p = f"model.layers.{i}."
            self.blocks.append({
                "n1": w[p + "input_layernorm.weight"],
                "n2": w[p + "post_attention_layernorm.weight"],
                **{k: w[p + f"self_attn.{k}_proj.weight"].to(dtype) for k in "qkvo"},
                **{k: w[p + f"mlp.{k}_proj.weight"].to(dtype) for k in ("gate", "up", "down")},
            })
        self.a = {k: v for k, v in factors.items()}
        theta = c.get("rope_theta", 10000.0)
        inverse = theta ** (-torch.arange(0, self.head, 2, dtype=torch.float64) / self.head)
        angles = torch.outer(torch.arange(c["max_position_embeddings"], dtype=torch.float64), inverse)
        angles = torch.cat([angles, angles], 1)
        self.cos, self.sin = angles.cos().float(), angles.sin().float()

    def linear(self, x, w):
        return F.linear(x.to(self.dtype), w).float()

    def rotate(self, x):
        half = self.head // 2
        turned = torch.cat([-x[..., half:], x[..., :half]], -1)
        length = x.shape[2]
        return x * self.cos[:length] + turned * self.sin[:length]

    def states(self, ids, b):
        n, t = ids.shape
        x = F.embedding(ids, self.embedding)
        for i, w in enumerate(self.blocks):
            z = F.rms_norm(x, (x.shape[-1],), w["n1"], self.eps)
            q = self.linear(z, w["q"]) + F.linear(F.linear(z, self.a[f"{i}.q"]), b[f"{i}.q"])
            v = self.linear(z, w["v"]) + F.linear(F.linear(z, self.a[f"{i}.v"]), b[f"{i}.v"])
            k = self.linear(z, w["k"])
            q = self.rotate(q.view(n, t, self.heads, self.head).transpose(1, 2))
            k = self.rotate(k.view(n, t, self.kv_heads, self.head).transpose(1, 2))
            v = v.view(n, t, self.kv_heads, self.head).transpose(1, 2)
            y = F.scaled_dot_product_attention(q, k, v, is_causal=True, enable_gqa=True)
            x = x + self.linear(y.transpose(1, 2).reshape(n, t, -1), w["o"])
            z = F.rms_norm(x, (x.shape[-1],), w["n2"], self.eps).to(self.dtype)
            x = x + F.linear(F.silu(F.linear(z, w["gate"])) * F.linear(z, w["up"]), w["down"]).float()
        return F.rms_norm(x, (x.shape[-1],), self.norm, self.eps)

    def loss(self, rows, b):
        """Mean over the rows of the mean loss of their response; only predicting positions go through the head."""
        length = max(len(row["tokens"]) for row in rows) - 1
        ids = torch.zeros(len(rows), length, dtype=torch.long)
        at, targets, shares = [], [], []
        for i, row in enumerate(rows):
            tokens, start = row["tokens"], row["responseStart"]
            ids[i, : len(tokens) - 1] = torch.tensor(tokens[:-1])
            for j in range(start, len(tokens)):
                at.append(i * length + j - 1)
                targets.append(tokens[j])
                shares.append(1.0 / (len(tokens) - start) / len(rows))
        h = self.states(ids, b).reshape(-1, self.embedding.shape[1])[torch.tensor(at)]
        nll = F.cross_entropy(self.linear(h, self.out), torch.tensor(targets), reduction="none")
        return (nll * torch.tensor(shares)).sum()


def train(model, steps, shapes, o):
    """One user's B after all steps, and the loss of the last one."""
    b = {k: torch.zeros(s, requires_grad=True) for k, s in shapes.items()}
    first = [torch.zeros(s) for s in shapes.values()]
    second = [torch.zeros(s) for s in shapes.values()]
    for number, rows in enumerate(steps, 1):
        loss = model.loss(rows, b)
        gradients = torch.autograd.grad(loss, list(b.values()))
        with torch.no_grad():
            for x, g, m, v in zip(b.values(), gradients, first, second):
                m.lerp_(g, 1 - o["beta1"])
                v.mul_(o["beta2"]).addcmul_(g, g, value=1 - o["beta2"])
                x.mul_(1 - o["learningRate"] * o["weightDecay"])
                root = v.sqrt().div_((1 - o["beta2"] ** number) ** 0.5).add_(o["epsilon"])
                x.addcdiv_(m, root, value=-o["learningRate"] / (1 - o["beta1"] ** number))
    return b, loss.item()


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--model", required=True)
    options.add_argument("--work", required=True, help="folder with factors.safetensors and training-*.json")
    options.add_argument("--threads", type=int, required=True)
    options.add_argument("--precision", choices=["fp32", "bf16"], default="fp32")
    given = options.parse_args()
    torch.set_num_threads(given.threads)
    factors = safetensors(os.path.join(given.work, "factors.safetensors"))
    model = Decoder(given.model, factors, torch.bfloat16 if given.precision == "bf16" else torch.float32)
    widths = {"q": model.heads * model.head, "v": model.kv_heads * model.head}
    shapes = {name: (widths[name[-1]], a.shape[0]) for name, a in factors.items()}
    print(json.dumps({"ready": True, "version": "PyTorch " + torch.__version__}), flush=True)
    works = {}
    for line in sys.stdin:
        _, rows = line.split()
        if rows not in works:
            with open(os.path.join(given.work, f"training-{rows}.json")) as file:
                works[rows] = json.load(file)
        work = works[rows]
        started = time.perf_counter()
        trained = [train(model, steps, shapes, work["options"]) for steps in work["users"]]
        seconds = time.perf_counter() - started
        print(json.dumps({
            "seconds": seconds,
            "steps": sum(len(steps) for steps in work["users"]),
            "norms": [float(np.sqrt(sum(float(x.detach().square().sum()) for x in b.values()))) for b, _ in trained],
        }), flush=True)


main()
