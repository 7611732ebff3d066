package io.tarn.server.http;

import java.util.List;

/**
 * A request as it goes onto the wire.
 *
 * @param astray whether the address may lead to another operation, or to none
 * @param plain how it was made, for whoever reads a failure
 */
@SuppressWarnings("ArrayRecordComponent")
record OddRequest(String method, String target, List<String> headers, byte[] body, boolean astray, String plain) {}
