"""Writes PEFT folders of random adapters for some of the golden checkpoints, with what PyTorch computes from them.

Run: python3 make_adapters.py <directory>, after make_golden.py wrote there. Needs torch alone.
"""

import json
import pathlib
import sys

import torch

import make_golden
from make_golden import Decoder, rows, tensors, write_safetensors

PARTS = dict(q="self_attn.q_proj", k="self_attn.k_proj", v="self_attn.v_proj", o="self_attn.o_proj",
             gate="mlp.gate_proj", up="mlp.up_proj", down="mlp.down_proj")

# checkpoint -> rank, alpha, projections, layers (None: all), rank-stabilized, type
CASES = {
    "llama": (3, 8.0, "q k v o gate up down", None, False, "F32"),
    "qwen2": (4, 6.0, "k o down", [1], True, "BF16"),
    "qwen3": (2, 2.0, "q v up", None, False, "F16"),
}


class WithAdapter(Decoder):
    """W x + scale B A x at every module of the adapter."""

    def __init__(self, config, w, scale):
        self.config, self.scale, self.lora = config, scale, {}
        self.w = {k: v.float() for k, v in w.items()}
        self.hd = config.get("head_dim", config["hidden_size"] // config["num_attention_heads"])

    def linear(self, x, name):
        y = super().linear(x, name)
        if name + ".a" not in self.lora:
            return y
        return y + self.scale * (x @ self.lora[name + ".a"].T) @ self.lora[name + ".b"].T

    def row_loss(self, row, lora):
        self.lora = lora
        return self.loss(row, {})


def train(model, users, start):
    """As make_golden.train, for both factors."""
    out = {}
    for u, mine in enumerate(users):
        lora = {m: start[m].clone().requires_grad_() for m in start}
        opt = torch.optim.AdamW(lora.values(), lr=0.02, betas=(0.9, 0.999), eps=1e-4, weight_decay=0.1)
        for step in (mine[:4], mine[4:5], mine[5:7]):
            opt.zero_grad()
            torch.stack([model.row_loss(r, lora) for r in step]).mean().backward()
            torch.nn.utils.clip_grad_norm_(lora.values(), 0.5)
            opt.step()
        for m in lora:
            out[f"trained.{u}.{m}"] = lora[m].detach()
            out[f"first.{u}.{m}"] = opt.state[lora[m]]["exp_avg"]
            out[f"second.{u}.{m}"] = opt.state[lora[m]]["exp_avg_sq"]
    return out


def main(target):
    for name, (rank, alpha, letters, layers, stabilized, dtype) in CASES.items():
        config, base_type, _ = make_golden.CASES[name]
        w = tensors(config, base_type)
        g = torch.Generator().manual_seed(3)
        stored, lora = {}, {}
        for i in layers if layers is not None else range(config["num_hidden_layers"]):
            for letter in letters.split():
                module = f"model.layers.{i}.{PARTS[letter]}"
                out, inp = w[module + ".weight"].shape
                for factor, shape in (("a", (rank, inp)), ("b", (out, rank))):
                    drawn = (torch.randn(*shape, generator=g) * 0.15).to(make_golden.DTYPES[dtype])
                    stored[f"base_model.model.{module}.lora_{factor.upper()}.weight"] = drawn
                    lora[f"{module}.{factor}"] = drawn.float()
        folder = target / name / "peft"
        folder.mkdir(exist_ok=True)
        write_safetensors(folder / "adapter_model.safetensors", stored)
        settings = dict(
            peft_type="LORA", task_type="CAUSAL_LM", base_model_name_or_path="golden/" + name, r=rank,
            lora_alpha=alpha, target_modules=[PARTS[x].split(".")[1] for x in letters.split()],
            layers_to_transform=layers, use_rslora=stabilized, bias="none", lora_dropout=0.05, inference_mode=True,
            fan_in_fan_out=False, init_lora_weights=True, modules_to_save=None, use_dora=False, rank_pattern={},
            alpha_pattern={}, peft_version="0.21.0")
        (folder / "adapter_config.json").write_text(json.dumps(settings, indent=1) + "\n")
        model = WithAdapter(config, w, alpha / (rank ** 0.5 if stabilized else rank))
        data = rows(config, 14)
        golden = {"loss": torch.stack([model.row_loss(r, lora) for r in data[:7]])}
        for i, row in enumerate(data[:7]):
            model.lora = lora
            golden[f"logits.{i}"] = model.logits(row[0], {})[-1]
        for i, row in enumerate(data[:3]):
            leaves = {m: lora[m].clone().requires_grad_() for m in lora}
            model.row_loss(row, leaves).backward()
            golden.update({f"gradient.{i}.{m}": leaves[m].grad for m in leaves})
        golden.update(train(model, [data[:7], data[7:]], lora))
        write_safetensors(target / name / "peft-golden.safetensors", golden)
        print(name, golden["loss"].tolist())


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
