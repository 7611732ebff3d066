package io.tarn.loop.live;

import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.policy.CampaignName;
import io.tarn.model.policy.TemplateName;

/** What can go wrong on the live road. */
final class LiveErrors {
    private LiveErrors() {}

    static TarnException profileLost(ProfileId constituent) {
        return new TarnException(
                ErrorCode.INVARIANT_BROKEN,
                "Nothing holds " + constituent
                        + ", to which an identifier leads. The store contradicts itself: stop the"
                        + " server, delete the folder store/ of the home and start again; it is built anew from the"
                        + " log.");
    }

    static TarnException logBehind(long store, long log) {
        return new TarnException(
                ErrorCode.INVARIANT_BROKEN,
                "The store is at log entry " + store + ", but the log ends before " + log
                        + ". They are not of one home: restore log/ and store/ together, or delete store/ so that it is"
                        + " built anew.");
    }

    static TarnException logTrimmed(long store, long first) {
        return new TarnException(
                ErrorCode.INVARIANT_BROKEN,
                "The store is at log entry " + store + ", but the log begins at " + first
                        + ". What lies between stands in bronze.events only: restore log/ from a backup.");
    }

    static TarnException broken(Error cause) {
        return new TarnException(
                ErrorCode.INVARIANT_BROKEN,
                "The live road broke off (" + cause + "). Nothing is lost: start the server again, with more memory"
                        + " (TARN_JAVA_OPTS) if that is what was missing, and report it if it comes back.",
                cause);
    }

    static TarnException noComposer() {
        return new TarnException(
                ErrorCode.INVARIANT_BROKEN,
                "A message was decided on, but nothing here makes messages. Report it; the decision stands in"
                        + " gold.decisions.");
    }

    static TarnException noTemplate(TemplateName template) {
        return new TarnException(
                ErrorCode.UNKNOWN_NAME,
                "There is no template '" + template + "'. Write it to templates/" + template
                        + ".yaml, or name another in the campaign.");
    }

    static TarnException noCampaign(CampaignName campaign) {
        return new TarnException(
                ErrorCode.NOT_FOUND,
                "No campaign '" + campaign + "' runs here. './tarn campaign list' shows which do, and why others do"
                        + " not.");
    }
}
