package io.tarn.model.policy;

/** A live condition that keeps a message back while it holds. It is looked at when a message is about to leave. */
public sealed interface Exclusion {
    /** The person is in an audience, such as of those with an open ticket. */
    record InAudience(AudienceName audience) implements Exclusion {
        @Override
        public String toString() {
            return audience.value();
        }
    }

    /** The person reached the campaign's goal after it was set off. */
    record Converted() implements Exclusion {
        @Override
        public String toString() {
            return "converted";
        }
    }
}
