package dev.intarsia.model.decode;

import org.jspecify.annotations.Nullable;

/**
 * Who reads a prompt: what one has read is no use to another, or none of its business.
 *
 * @param owner null for all that name none
 * @param adapter digest, or empty for the base model
 */
record PrefixReader(@Nullable PromptOwner owner, String adapter) {
    static PrefixReader of(GenerationRequest request) {
        String adapter = request.adapter() == null ? "" : request.adapter().digest();
        return new PrefixReader(request.owner(), adapter);
    }

    boolean gone() {
        return owner != null && owner.gone();
    }
}
