package io.tarn.decide;

import io.tarn.decide.holdout.Holdout;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.policy.HoldoutDeclaration;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Somebody inside a holdout, and somebody outside. */
record HoldoutMembers(ProfileId inside, ProfileId outside) {
    static HoldoutMembers of(HoldoutDeclaration declared) {
        Holdout holdout = new Holdout(declared.name(), declared.share(), declared.salt());
        return new HoldoutMembers(first(holdout::contains), first(Predicate.not(holdout::contains)));
    }

    private static ProfileId first(Predicate<ProfileId> wanted) {
        return IntStream.range(0, 10_000)
                .mapToObj(i -> ProfileId.derive("holdout", Integer.toString(i), 0))
                .filter(wanted)
                .findFirst()
                .orElseThrow();
    }
}
