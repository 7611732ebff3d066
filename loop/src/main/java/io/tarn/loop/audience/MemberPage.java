package io.tarn.loop.audience;

import io.tarn.model.identity.ProfileId;
import java.util.List;
import java.util.Optional;

/**
 * Some members of an audience, by profile id.
 *
 * @param next where the next page begins: the last id of this one; empty when there are no more
 */
public record MemberPage(List<Member> members, Optional<ProfileId> next) {
    public MemberPage {
        members = List.copyOf(members);
    }
}
