package io.tarn.sample;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Customer records by the million, for measuring: a quarter of them are second sights of a person, with errors.
 *
 * <p>Names follow Zipf's law, a third of the persons live in households that share address and surname, and the rows
 * of one person lie anywhere in the file. Every value is a hash of the seed and the row, so any number of rows is
 * written in constant memory.
 *
 * @param seed the same seed gives the same bytes
 * @param rows how many records
 */
public record GeneratedRecords(long seed, long rows) {
    /** The columns of the file, in order. */
    public static final String HEADER =
            "record_id,first_name,last_name,birth_date,email,phone,street,city,postcode,device_id";
    /** The column that names a record. */
    public static final String KEY = "record_id";

    private static final long ROWS_MAX = 1_000_000_000L;
    private static final int FEISTEL_ROUNDS = 4;

    public GeneratedRecords {
        if (rows < 1 || rows > ROWS_MAX) {
            throw SampleErrors.countOutOfRange("records", rows, 1, ROWS_MAX);
        }
    }

    /** Writes the records, and beside them the truth as {@code record_id,entity_id}. */
    public void write(Path file, Path truth) {
        RecordPen pen = new RecordPen(seed, RecordWords.load());
        long persons = persons();
        try (ByteSheet records = new ByteSheet(file);
                ByteSheet entities = new ByteSheet(truth)) {
            records.text(HEADER).newLine();
            entities.text("record_id,entity_id").newLine();
            for (long row = 0; row < rows; row++) {
                long place = placeOf(row);
                long person = place < persons ? place : personSeenAgain(place);
                records.letter('r').number(row, 8).comma();
                entities.letter('r')
                        .number(row, 8)
                        .comma()
                        .letter('e')
                        .number(person, 8)
                        .newLine();
                pen.write(records, person, place < persons ? 0 : place);
            }
        } catch (IOException e) {
            throw SampleErrors.unwritable(file, e);
        }
    }

    /** How many persons the records are about. */
    public long persons() {
        return Math.max(1, rows - rows / 4);
    }

    private long personSeenAgain(long place) {
        return Math.unsignedMultiplyHigh(Chance.mix(seed ^ place * 0x632BE59BD9B4E019L), persons());
    }

    /** A permutation of the rows, so that the sights of a person are scattered: a Feistel network, walked until it lands. */
    private long placeOf(long row) {
        int half = Math.max(1, (65 - Long.numberOfLeadingZeros(rows - 1)) / 2);
        long mask = (1L << half) - 1;
        long place = row;
        do {
            long left = place >>> half;
            long right = place & mask;
            for (int round = 0; round < FEISTEL_ROUNDS; round++) {
                long next = left ^ (Chance.mix(seed + right * 31 + round) & mask);
                left = right;
                right = next;
            }
            place = left << half | right;
        } while (place >= rows);
        return place;
    }
}
