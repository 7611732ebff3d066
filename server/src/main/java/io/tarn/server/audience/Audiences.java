package io.tarn.server.audience;

import io.tarn.audience.Expression;
import io.tarn.loop.audience.MemberPage;
import io.tarn.loop.audience.Reach;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.message.ChannelKind;
import io.tarn.model.message.Purpose;
import java.util.List;
import java.util.Optional;

/**
 * What can be asked about the audiences of a home. An audience that cannot be read or bound is refused with all that is
 * wrong with it. Safe to share between threads.
 */
public interface Audiences {
    /** All that are declared, by name, with their members. */
    List<ListedAudience> list();

    long count(String audience);

    /** How many belong to an expression that has no name. */
    long count(Expression where);

    /**
     * Some members by profile id.
     *
     * @param after those beyond this id
     */
    MemberPage members(String audience, int limit, Optional<ProfileId> after);

    /** How many a message for a purpose would reach by a channel, within the caps and control groups of the home. */
    Reach reach(String audience, ChannelKind channel, Purpose purpose);

    /**
     * Why somebody belongs, or does not.
     *
     * @param profile a profile id, or an identifier as {@code type:value}
     */
    ExplainedMembership explain(String audience, String profile);
}
