package dev.intarsia.pretrain;

import java.util.Map;

/**
 * The decoder, its loss, its gradients and AdamW in the engine's own language, so that a training step is two native
 * calls. Weights are fp32; the forward and backward passes multiply in the given type.
 */
final class PretrainingScript {
    static final String NAME = "Pretrainer";

    private static final String METHODS = """
              def hidden(self: __torch__.Pretrainer, ids: Tensor, w: List[Tensor], rope: List[Tensor]) -> Tensor:
                n = ids.size(0)
                t = ids.size(1)
                x = torch.to(torch.embedding(w[0], ids), @TYPE@)
                cos = torch.to(rope[0].slice(0, 0, t), @TYPE@)
                sin = torch.to(rope[1].slice(0, 0, t), @TYPE@)
                for i in range(@LAYERS@):
                  p = 1 + i * 7
                  c = @MATRICES@ + 1 + i * 2
                  h = torch.rms_norm(x, [@WIDTH@], torch.to(w[c], @TYPE@), @EPSILON@)
                  qkv = torch.linear(h, torch.to(torch.cat([w[p], w[p + 1], w[p + 2]]), @TYPE@))
                  q = qkv.slice(2, 0, @WIDTH@).reshape([n, t, @HEADS@, @SIZE@]).transpose(1, 2)
                  k = qkv.slice(2, @WIDTH@, @WIDTH@ + @KEYS@).reshape([n, t, @GROUPS@, @SIZE@]).transpose(1, 2)
                  v = qkv.slice(2, @WIDTH@ + @KEYS@).reshape([n, t, @GROUPS@, @SIZE@]).transpose(1, 2)
                  q = q * cos + torch.roll(q, [@HALF@], [3]) * sin
                  k = k * cos + torch.roll(k, [@HALF@], [3]) * sin
                  k = torch.repeat_interleave(k, @SHARE@, 1)
                  v = torch.repeat_interleave(v, @SHARE@, 1)
                  a = torch.scaled_dot_product_attention(q, k, v, None, 0., True)
                  a = a.transpose(1, 2).reshape([n, t, @WIDTH@])
                  x = x + torch.linear(a, torch.to(w[p + 3], @TYPE@))
                  h = torch.rms_norm(x, [@WIDTH@], torch.to(w[c + 1], @TYPE@), @EPSILON@)
                  gate, up, = torch.chunk(torch.linear(h, torch.to(torch.cat([w[p + 4], w[p + 5]]), @TYPE@)), 2, 2)
                  x = x + torch.linear(torch.silu(gate) * up, torch.to(w[p + 6], @TYPE@))
                return torch.rms_norm(x, [@WIDTH@], torch.to(w[@MATRICES@], @TYPE@), @EPSILON@)
              def forward(self: __torch__.Pretrainer, ids: Tensor, places: Tensor, targets: Tensor, shares: Tensor, w: List[Tensor], g: List[Tensor], rope: List[Tensor]) -> Tensor:
                h = torch.index_select((self).hidden(ids, w, rope).reshape([-1, @WIDTH@]), 0, places)
                e = torch.to(torch.detach(w[0]), @TYPE@)
                known = torch.detach(h)
                count = places.size(0)
                loss = torch.new_zeros(shares, [1])
                back = annotate(List[Tensor], [])
                for i in range((count + @CHUNK@ - 1) // @CHUNK@):
                  a = i * @CHUNK@
                  part = known.slice(0, a, a + @CHUNK@)
                  ids1 = targets.slice(0, a, a + @CHUNK@).unsqueeze(1)
                  share = shares.slice(0, a, a + @CHUNK@).unsqueeze(1)
                  z = torch.to(torch.linear(part, e), 6)
                  total = torch.logsumexp(z, [1], True)
                  _0 = torch.add_(loss, torch.sum((total - torch.gather(z, 1, ids1)) * share))
                  z = torch.mul_(torch.exp_(torch.sub_(z, total)), share)
                  z = torch.to(torch.scatter_add_(z, 1, ids1, torch.neg(share)), @TYPE@)
                  _1 = torch.append(back, torch.mm(z, e))
                  _2 = torch.add_(g[0], torch.to(torch.mm(z.t(), part), 6))
                through = annotate(List[Optional[Tensor]], [torch.cat(back)])
                d = torch.autograd.grad([h], w, through)
                for i in range(torch.len(w)):
                  di = d[i]
                  if torch.__isnot__(di, None):
                    _3 = torch.add_(g[i], unchecked_cast(Tensor, di))
                return loss
              def norm(self: __torch__.Pretrainer, scope: Tensor, g: List[Tensor]) -> Tensor:
                squares = annotate(List[Tensor], [])
                for i in range(torch.len(g)):
                  _0 = torch.append(squares, torch.sum(torch.square(g[i])))
                return torch.sqrt(torch.sum(torch.stack(squares)))
              def update(self: __torch__.Pretrainer, rate: Tensor, p: List[Tensor], g: List[Tensor], m: List[Tensor], v: List[Tensor]) -> Tensor:
                steps = annotate(List[Tensor], [])
                for i in range(torch.len(g)):
                  _0 = torch.append(steps, torch.to(rate[0], 6))
                lr = float(rate[1])
                decay = float(rate[2])
                scale = torch.to(rate[3], 6)
                torch._fused_adamw_(p, g, m, v, annotate(List[Tensor], []), steps, lr=lr, beta1=@BETA1@, beta2=@BETA2@, weight_decay=decay, eps=1e-08, amsgrad=False, maximize=False, grad_scale=scale)
                for i in range(torch.len(g)):
                  _1 = torch.zero_(g[i])
                return rate
              def score(self: __torch__.Pretrainer, ids: Tensor, places: Tensor, choices: Tensor, w: List[Tensor], rope: List[Tensor]) -> Tensor:
                h = torch.index_select((self).hidden(ids, w, rope).reshape([-1, @WIDTH@]), 0, places)
                z = torch.to(torch.linear(h, torch.to(w[0], @TYPE@)), 6)
                return torch.detach(torch.gather(torch.log_softmax(z, 1), 1, choices))
            """;

    private PretrainingScript() {}

    /** @param bf16 whether to multiply in bf16 rather than fp32 */
    static String methods(DecoderShape shape, boolean bf16) {
        Map<String, Object> values = Map.ofEntries(
                Map.entry("TYPE", bf16 ? 15 : 6),
                Map.entry("LAYERS", shape.layers()),
                Map.entry("MATRICES", shape.matrices()),
                Map.entry("WIDTH", shape.width()),
                Map.entry("EPSILON", DecoderShape.NORM_EPSILON),
                Map.entry("HEADS", shape.heads()),
                Map.entry("GROUPS", shape.keyValueHeads()),
                Map.entry("SHARE", shape.heads() / shape.keyValueHeads()),
                Map.entry("SIZE", shape.headSize()),
                Map.entry("HALF", shape.headSize() / 2),
                Map.entry("KEYS", shape.keyValueSize()),
                Map.entry("CHUNK", 512),
                Map.entry("BETA1", 0.9),
                Map.entry("BETA2", 0.95));
        String methods = METHODS;
        for (Map.Entry<String, Object> value : values.entrySet()) {
            methods = methods.replace("@" + value.getKey() + "@", String.valueOf(value.getValue()));
        }
        return methods;
    }
}
