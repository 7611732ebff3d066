package io.tarn.engage.delivery;

/**
 * The headers by which a mail says which message of which campaign it is. Relays and providers replace the Message-ID
 * now and then; these they leave, so that what comes back can be related all the same.
 */
public final class OriginHeaders {
    public static final String CAMPAIGN = "X-Tarn-Campaign";
    public static final String MESSAGE = "X-Tarn-Message";

    private OriginHeaders() {}
}
