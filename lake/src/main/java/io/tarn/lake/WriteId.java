package io.tarn.lake;

/** Makes an append idempotent: a second append to the table with the same writer and a number not above is dropped. */
public record WriteId(String writer, long number) {}
