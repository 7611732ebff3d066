package io.tarn.audience.bind;

/**
 * A feature with its id, made once when it is bound: two are the same when their ids are, which is quick to see.
 *
 * @param id {@link EventFeature#id()}
 */
public record Keyed<F extends EventFeature>(F feature, String id) {
    @Override
    public boolean equals(Object other) {
        return other instanceof Keyed<?> keyed && id.equals(keyed.id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }
}
