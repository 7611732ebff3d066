package io.tarn.server.http;

import io.tarn.audience.Expression;
import io.tarn.audience.eval.Explanation;
import io.tarn.audience.eval.Explanation.Finding;
import io.tarn.audience.eval.Membership;
import io.tarn.loop.audience.MemberPage;
import io.tarn.loop.audience.Reach;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.message.ChannelKind;
import io.tarn.model.message.Purpose;
import io.tarn.model.policy.AudienceName;
import io.tarn.server.audience.Audiences;
import io.tarn.server.audience.ExplainedMembership;
import io.tarn.server.audience.ListedAudience;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One audience, {@code vip}, to which nobody belongs. */
final class TestingMembers implements Audiences {
    @Override
    public List<ListedAudience> list() {
        return List.of();
    }

    @Override
    public long count(String audience) {
        known(audience);
        return 0;
    }

    @Override
    public long count(Expression where) {
        return 0;
    }

    @Override
    public MemberPage members(String audience, int limit, Optional<ProfileId> after) {
        known(audience);
        return new MemberPage(List.of(), Optional.empty());
    }

    @Override
    public Reach reach(String audience, ChannelKind channel, Purpose purpose) {
        known(audience);
        return new Reach(0, 0, 0, 0, 0, 0);
    }

    @Override
    public ExplainedMembership explain(String audience, String profile) {
        known(audience);
        Expression everyone = Expression.Everyone.EVERYONE;
        return new ExplainedMembership(
                new AudienceName("vip"),
                ProfileId.derive("a", "b", 0),
                Instant.EPOCH,
                new Explanation.Single(everyone, new Membership(true, Optional.empty()), Finding.Nothing.NOTHING));
    }

    private static void known(String audience) {
        if (!audience.equals("vip")) {
            throw new TarnException(ErrorCode.NOT_FOUND, "There is no such audience.");
        }
    }
}
