package io.tarn.wire.view;

import io.tarn.model.event.Value;
import io.tarn.model.identity.Identifier;
import io.tarn.model.policy.SemanticTag;
import io.tarn.wire.mask.Masking;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How much of personal values a reader sees. */
public enum Disclosure {
    /** Everything as it is. */
    PLAIN {
        @Override
        public String identifier(Identifier identifier) {
            return identifier.value();
        }

        @Override
        public Value trait(String name, Value value) {
            return value;
        }
    },
    /**
     * Of identifiers and traits only what their meaning allows. A text under a name that means nothing to us is hidden
     * whole; numbers and flags under such names stay.
     */
    MASKED {
        @Override
        public String identifier(Identifier identifier) {
            SemanticTag tag = TAGS.getOrDefault(identifier.type().name(), SemanticTag.EXTERNAL_ID);
            return Masking.mask(tag, identifier.value());
        }

        @Override
        public Value trait(String name, Value value) {
            SemanticTag tag = TAGS.get(name);
            return switch (value) {
                case Value.Text(String text) -> new Value.Text(Masking.mask(tag == null ? HIDDEN : tag, text));
                case Value.Decimal number -> tag == null ? number : new Value.Text(Masking.mask(tag, number.plain()));
                case Value.Flag flag -> flag;
                case Value.Nothing nothing -> nothing;
                case Value.Sequence _, Value.Fields _ -> new Value.Text("***");
            };
        }
    };

    private static final SemanticTag HIDDEN = SemanticTag.FREE_TEXT;

    private static final Map<String, SemanticTag> TAGS = Stream.of(SemanticTag.values())
            .collect(Collectors.toMap(tag -> tag.name().toLowerCase(Locale.ROOT), Function.identity()));

    /** An identifier's value as the reader sees it. */
    public abstract String identifier(Identifier identifier);

    /** A trait's value as the reader sees it. */
    public abstract Value trait(String name, Value value);
}
