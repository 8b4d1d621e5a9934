"""Writes small random checkpoints with what PyTorch computes from them, for the engine's tests to compare with.

Run: python3 make_golden.py <directory>. Needs torch alone. Everything is written one row at a time and as plainly as
possible, from the models' published definitions, so that it shares no shortcut with the engine.
"""

import hashlib
import json
import math
import pathlib
import struct
import sys

import torch
import torch.nn.functional as F

RANK, ALPHA = 4, 6.0
MODULES = [("q", "self_attn.q_proj"), ("v", "self_attn.v_proj")]
DTYPES = {"F32": torch.float32, "F16": torch.float16, "BF16": torch.bfloat16}

SMALL = dict(
    hidden_size=32, intermediate_size=48, num_hidden_layers=2, num_attention_heads=4, num_key_value_heads=2,
    hidden_act="silu", vocab_size=61, max_position_embeddings=96, rms_norm_eps=1e-5, rope_theta=10000.0,
    tie_word_embeddings=True, bos_token_id=1, eos_token_id=2)

CASES = {
    "llama": (dict(SMALL, model_type="llama"), "F32", 1),
    "llama3": (
        dict(SMALL, model_type="llama", attention_bias=True, tie_word_embeddings=False, rope_scaling=dict(
            rope_type="llama3", factor=8.0, low_freq_factor=1.0, high_freq_factor=4.0,
            original_max_position_embeddings=32), eos_token_id=[2, 3]), "BF16", 1),
    "mistral": (
        dict(SMALL, model_type="mistral", tie_word_embeddings=False, head_dim=12, num_key_value_heads=1), "F16", 2),
    "qwen2": (dict(SMALL, model_type="qwen2", num_key_value_heads=4), "F32", 1),
    "qwen3": (dict(SMALL, model_type="qwen3", head_dim=10), "BF16", 1),
    "mistral-window": (dict(SMALL, model_type="mistral", num_key_value_heads=1, sliding_window=7), "F32", 1),
    "qwen2-window": (
        dict(SMALL, model_type="qwen2", num_hidden_layers=3, use_sliding_window=True, sliding_window=10,
             max_window_layers=1), "F32", 1),
    "qwen3-window": (
        dict(SMALL, model_type="qwen3", head_dim=8, num_hidden_layers=3, use_sliding_window=True, sliding_window=5,
             layer_types=["sliding_attention", "full_attention", "full_attention"]), "F32", 1),
}


def windowed(config, layer):
    """Whether a layer sees only the nearest positions: all of Mistral's, and those of Qwen's that it names."""
    if config["model_type"] == "mistral":
        return config.get("sliding_window") is not None
    if not config.get("use_sliding_window"):
        return False
    if "layer_types" in config:
        return config["layer_types"][layer] == "sliding_attention"
    return layer >= config["max_window_layers"]


def tensors(config, dtype):
    g = torch.Generator().manual_seed(len(config["model_type"]) + config["num_key_value_heads"])
    d, ff, v = config["hidden_size"], config["intermediate_size"], config["vocab_size"]
    hd = config.get("head_dim", d // config["num_attention_heads"])
    q, kv = hd * config["num_attention_heads"], hd * config["num_key_value_heads"]
    qwen2 = config["model_type"] == "qwen2"
    bias = config.get("attention_bias", False) or qwen2

    def draw(*shape, spread=0.25, mean=0.0):
        return (torch.randn(*shape, generator=g) * spread + mean).to(DTYPES[dtype])

    w = {"model.embed_tokens.weight": draw(v, d), "model.norm.weight": draw(d, mean=1.0)}
    if not config["tie_word_embeddings"]:
        w["lm_head.weight"] = draw(v, d)
    for i in range(config["num_hidden_layers"]):
        p = f"model.layers.{i}."
        w[p + "input_layernorm.weight"] = draw(d, mean=1.0)
        w[p + "post_attention_layernorm.weight"] = draw(d, mean=1.0)
        for name, out, inp in (("q", q, d), ("k", kv, d), ("v", kv, d), ("o", d, q)):
            w[p + f"self_attn.{name}_proj.weight"] = draw(out, inp)
            if bias and (name != "o" or not qwen2):
                w[p + f"self_attn.{name}_proj.bias"] = draw(out)
        if config["model_type"] == "qwen3":
            w[p + "self_attn.q_norm.weight"] = draw(hd, mean=1.0)
            w[p + "self_attn.k_norm.weight"] = draw(hd, mean=1.0)
        for name, out, inp in (("gate", ff, d), ("up", ff, d), ("down", d, ff)):
            w[p + f"mlp.{name}_proj.weight"] = draw(out, inp)
    return w


def raw(t):
    flat = t.contiguous().flatten()
    if t.dtype == torch.bfloat16:
        return struct.pack(f"<{flat.numel()}H", *[x & 0xFFFF for x in flat.view(torch.int16).tolist()])
    return struct.pack(f"<{flat.numel()}{'e' if t.dtype == torch.float16 else 'f'}", *flat.tolist())


def write_safetensors(path, named):
    header, data = {}, b""
    for name, t in named.items():
        dtype = next(k for k, v in DTYPES.items() if v == t.dtype)
        header[name] = dict(dtype=dtype, shape=list(t.shape), data_offsets=[len(data), len(data) + len(raw(t))])
        data += raw(t)
    text = json.dumps(header).encode()
    path.write_bytes(struct.pack("<Q", len(text)) + text + data)


def bits(x):
    return struct.pack(">d", x).hex()


def fingerprint(config, w):
    """The engine's own definition, written a second time."""
    hd = config.get("head_dim", config["hidden_size"] // config["num_attention_heads"])
    digest = hashlib.sha256()
    numbers = [config["num_attention_heads"], config["num_key_value_heads"], hd]
    scaling = "none"
    if "rope_scaling" in config:
        s = config["rope_scaling"]
        scaling = " ".join(["llama3", bits(s["factor"]), bits(s["low_freq_factor"]), bits(s["high_freq_factor"]),
                            str(s["original_max_position_embeddings"])])
    digest.update(("intarsia/base-model/1\n" + " ".join(map(str, numbers)) + "\n" + bits(config["rope_theta"]) + " "
                   + scaling + "\n" + bits(config["rms_norm_eps"]) + "\n").encode())
    near = [i for i in range(config["num_hidden_layers"]) if windowed(config, i)]
    if near:
        digest.update(f"window {config['sliding_window']} {near}\n".encode())
    for name in sorted(w):
        t = w[name]
        dtype = next(k for k, v in DTYPES.items() if v == t.dtype)
        digest.update(f"{name} {dtype} {list(t.shape)}\n".encode() + raw(t))
    return digest.hexdigest()


class Draws:
    """SplitMix64, as java.util.SplittableRandom defines it."""

    def __init__(self, seed):
        self.state = seed

    def long(self):
        m = 2**64 - 1
        self.state = (self.state + 0x9E3779B97F4A7C15) & m
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & m
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & m
        return z ^ (z >> 31)

    def unit(self):
        return (self.long() >> 11) * 2.0**-53

    def normal(self):
        radius = math.sqrt(-2 * math.log(1 - self.unit()))
        return radius * math.cos(2 * math.pi * self.unit())


def shared_a(base, module, inputs):
    seed = hashlib.sha256(f"intarsia/shared-a/1\n{base}\n{module}".encode()).digest()[:8]
    draws = Draws(int.from_bytes(seed, "big"))
    rows = torch.tensor([[draws.normal() for _ in range(inputs)] for _ in range(RANK)], dtype=torch.float64)
    # QR gives orthonormal rows up to sign; Gram and Schmidt's are those that point along what was drawn.
    q = torch.linalg.qr(rows.T)[0].T
    return (q * torch.sign((q * rows).sum(1, keepdim=True))).float()


def frequencies(config, hd):
    f = 1.0 / config["rope_theta"] ** (torch.arange(0, hd, 2, dtype=torch.float64) / hd)
    if "rope_scaling" in config:
        s = config["rope_scaling"]
        wave = 2 * math.pi / f
        low = s["original_max_position_embeddings"] / s["low_freq_factor"]
        high = s["original_max_position_embeddings"] / s["high_freq_factor"]
        smooth = (s["original_max_position_embeddings"] / wave - s["low_freq_factor"]) / (
            s["high_freq_factor"] - s["low_freq_factor"])
        middle = (1 - smooth) * f / s["factor"] + smooth * f
        f = torch.where(wave > low, f / s["factor"], torch.where(wave < high, f, middle))
    return f


class Decoder:
    def __init__(self, config, w, base):
        self.config = config
        # Later cases in double precision, so that what differs from them is the engine's rounding alone.
        self.type = torch.float64 if any(windowed(config, i) for i in range(config["num_hidden_layers"])) else torch.float32
        self.w = {k: v.to(self.type) for k, v in w.items()}
        self.hd = config.get("head_dim", config["hidden_size"] // config["num_attention_heads"])
        self.a = {f"{i}.{m}": shared_a(base, f"{i}.{m}", config["hidden_size"]).to(self.type)
                  for i in range(config["num_hidden_layers"]) for m, _ in MODULES}

    def norm(self, x, weight):
        return x / torch.sqrt((x * x).mean(-1, keepdim=True) + self.config["rms_norm_eps"]) * weight

    def linear(self, x, name):
        y = x @ self.w[name + ".weight"].T
        return y + self.w[name + ".bias"] if name + ".bias" in self.w else y

    def rope(self, x):
        t = torch.arange(x.shape[1], dtype=torch.float64)
        angle = torch.outer(t, frequencies(self.config, self.hd))
        cos, sin = angle.cos().to(self.type), angle.sin().to(self.type)
        first, second = x[..., : self.hd // 2], x[..., self.hd // 2:]
        return torch.cat([first * cos - second * sin, second * cos + first * sin], -1)

    def logits(self, tokens, b, gates=None, inputs=None):
        """b: module -> B, gates: module -> g; the logits of every position. Module inputs are put into inputs."""
        c, w = self.config, self.w
        heads, kv = c["num_attention_heads"], c["num_key_value_heads"]
        x = w["model.embed_tokens.weight"][torch.tensor(tokens)]
        t = len(tokens)
        for i in range(c["num_hidden_layers"]):
            p = f"model.layers.{i}."
            h = self.norm(x, w[p + "input_layernorm.weight"])
            y = {}
            for m in "qkv":
                y[m] = self.linear(h, p + f"self_attn.{m}_proj")
                if f"{i}.{m}" in b:
                    delta = ALPHA / RANK * (h @ self.a[f"{i}.{m}"].T) @ b[f"{i}.{m}"].T
                    y[m] = y[m] + (delta if gates is None else torch.sigmoid(h @ gates[f"{i}.{m}"])[:, None] * delta)
                if inputs is not None:
                    inputs[f"{i}.{m}"] = h
            q, k, v = [y[m].view(t, -1, self.hd).transpose(0, 1) for m in "qkv"]
            if c["model_type"] == "qwen3":
                q = self.norm(q, w[p + "self_attn.q_norm.weight"])
                k = self.norm(k, w[p + "self_attn.k_norm.weight"])
            q, k = self.rope(q), self.rope(k)
            hidden = torch.ones(t, t, dtype=torch.bool).triu(1)
            if windowed(c, i):
                for query in range(t):
                    for key in range(t):
                        if query - key >= c["sliding_window"]:
                            hidden[query, key] = True
            out = []
            for head in range(heads):
                scores = q[head] @ k[head // (heads // kv)].T / math.sqrt(self.hd)
                scores = scores.masked_fill(hidden, float("-inf"))
                out.append(scores.softmax(-1) @ v[head // (heads // kv)])
            x = x + self.linear(torch.cat(out, -1), p + "self_attn.o_proj")
            h = self.norm(x, w[p + "post_attention_layernorm.weight"])
            gate = self.linear(h, p + "mlp.gate_proj")
            x = x + self.linear(gate * torch.sigmoid(gate) * self.linear(h, p + "mlp.up_proj"), p + "mlp.down_proj")
        x = self.norm(x, w["model.norm.weight"])
        return x @ w.get("lm_head.weight", w["model.embed_tokens.weight"]).T

    def loss(self, row, b, gates=None):
        tokens, start = row
        logits = self.logits(tokens[:-1], b, gates)
        return F.cross_entropy(logits[start - 1:], torch.tensor(tokens[start:]))


def rows(config, count):
    g = torch.Generator().manual_seed(5)
    out = []
    for i in range(count):
        # One row is longer than the others' attention is written out for.
        length = 80 if i == 2 else int(torch.randint(6, 20, (1,), generator=g))
        response = int(torch.randint(1, 4, (1,), generator=g)) if i != 4 else length - 2
        tokens = [1] + torch.randint(3, config["vocab_size"], (length - 1,), generator=g).tolist()
        out.append((tokens, length - response))
    return out


def train(model, users, start):
    """Three AdamW steps for each user alone: four rows, then one row, then two.

    A large epsilon, since a small one turns the last digits of a gradient near zero into whole steps."""
    out = {}
    for u, mine in enumerate(users):
        b = {m: start[m].clone().requires_grad_() for m in start}
        opt = torch.optim.AdamW(b.values(), lr=0.02, betas=(0.9, 0.999), eps=1e-4, weight_decay=0.1)
        for step in (mine[:4], mine[4:5], mine[5:7]):
            opt.zero_grad()
            torch.stack([model.loss(r, b) for r in step]).mean().backward()
            torch.nn.utils.clip_grad_norm_(b.values(), 0.5)
            opt.step()
        for m in b:
            out[f"trained.{u}.{m}"] = b[m].detach()
            out[f"first.{u}.{m}"] = opt.state[b[m]]["exp_avg"]
            out[f"second.{u}.{m}"] = opt.state[b[m]]["exp_avg_sq"]
    return out


def train_gates(model, mine, b):
    """Three AdamW steps on the gates alone: four rows, then one row, then two."""
    gates = {m: torch.zeros(model.a[m].shape[1], dtype=model.type, requires_grad=True) for m in b}
    opt = torch.optim.AdamW(gates.values(), lr=0.02, eps=1e-4, weight_decay=0.1)
    for step in (mine[:4], mine[4:5], mine[5:7]):
        opt.zero_grad()
        torch.stack([model.loss(r, b, gates) for r in step]).mean().backward()
        opt.step()
    return {f"gate.{m}": gates[m].detach() for m in gates}


def main(target):
    for name, (config, dtype, shards) in CASES.items():
        directory = target / name
        directory.mkdir(parents=True, exist_ok=True)
        (directory / "config.json").write_text(json.dumps(config, indent=1) + "\n")
        w = tensors(config, dtype)
        if shards == 1:
            write_safetensors(directory / "model.safetensors", w)
        else:
            names, place = list(w), {}
            for s in range(shards):
                file = f"model-{s + 1:05d}-of-{shards:05d}.safetensors"
                part = {n: w[n] for n in names[s::shards]}
                write_safetensors(directory / file, part)
                place.update({n: file for n in part})
            (directory / "model.safetensors.index.json").write_text(json.dumps(dict(weight_map=place), indent=1))
        base = fingerprint(config, w)
        model = Decoder(config, w, base)
        g = torch.Generator().manual_seed(9)
        zero, b = {}, {}
        for i in range(config["num_hidden_layers"]):
            for m, part in MODULES:
                out = w[f"model.layers.{i}.{part}.weight"].shape[0]
                zero[f"{i}.{m}"] = torch.zeros(out, RANK, dtype=model.type)
                b[f"{i}.{m}"] = (torch.randn(out, RANK, generator=g) * 0.3).to(model.type)
        data = rows(config, 14)
        golden = {f"b.{m}": b[m] for m in b}
        golden.update({f"a.{m}": model.a[m] for m in model.a})
        golden["loss.base"] = torch.stack([model.loss(r, {}) for r in data[:7]])
        golden["loss.adapter"] = torch.stack([model.loss(r, b) for r in data[:7]])
        for i, row in enumerate(data[:7]):
            golden[f"logits.base.{i}"] = model.logits(row[0], {})[-1]
            golden[f"logits.adapter.{i}"] = model.logits(row[0], b)[-1]
            inputs = {}
            model.logits(row[0][:-1], {}, inputs=inputs)
            for m in zero:
                normal = F.layer_norm(inputs[m], inputs[m].shape[-1:])
                golden[f"activation.{i}.{m}"] = normal[row[1] - 1:].mean(0)
            at = {m: zero[m].clone().requires_grad_() for m in zero}
            model.loss(row, at).backward()
            golden.update({f"gradient.{i}.{m}": at[m].grad for m in at})
        golden.update(train(model, [data[:7], data[7:]], zero))
        golden.update(train_gates(model, data[:7], b))
        write_safetensors(directory / "golden.safetensors", {name: t.float() for name, t in golden.items()})
        meta = dict(fingerprint=base, rank=RANK, alpha=ALPHA, rows=[dict(tokens=t, start=s) for t, s in data])
        (directory / "golden.json").write_text(json.dumps(meta) + "\n")
        print(name, base[:12], golden["loss.base"].tolist())


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
