package io.tarn.unify.match;

import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.model.identity.MatchModel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names a model by a hash of all that it holds. */
public final class ModelVersion {
    private static final int DIGITS = 16;
    private static final String UNTAUGHT = ", joining=Optional.empty]";

    private ModelVersion() {}

    /** The model, named anew. One that no verdicts taught has the name that it had before verdicts could teach. */
    public static MatchModel stamp(MatchModel model) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(content(model).getBytes(StandardCharsets.UTF_8));
            return model.withVersion(HexFormat.of().formatHex(digest).substring(0, DIGITS));
        } catch (NoSuchAlgorithmException e) {
            throw new TarnException(
                    ErrorCode.INVARIANT_BROKEN, "Every Java platform has SHA-256; this one has not.", e);
        }
    }

    private static String content(MatchModel model) {
        return model.withVersion("").toString().replace(UNTAUGHT, "]");
    }
}
