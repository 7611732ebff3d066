package io.tarn.sample;

import io.tarn.model.identity.SourceName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Heron &amp; Hale, a made-up retailer for house, garden and hill whose five systems disagree about its customers.
 *
 * @param seed the same seed gives the same bytes
 * @param persons how many persons its customers really are
 */
public record SampleBrand(long seed, int persons) {
    /** The brand's name, for what is shown. */
    public static final String NAME = "Heron & Hale";
    /** The number of persons that the demo makes. */
    public static final int PERSONS = 25_000;

    private static final int PERSONS_MAX = 1_000_000;

    public SampleBrand {
        if (persons < 1 || persons > PERSONS_MAX) {
            throw SampleErrors.countOutOfRange("persons", persons, 1, PERSONS_MAX);
        }
    }

    /** The brand of the demo. */
    public static SampleBrand of(long seed) {
        return new SampleBrand(seed, PERSONS);
    }

    /** Turns a file of JSON lines into a Parquet file with the same rows and columns: an engine's work. */
    @FunctionalInterface
    public interface ParquetConversion {
        void convert(Path jsonLines, Path parquet);
    }

    /**
     * One source of the brand.
     *
     * @param key the column that names a record
     * @param observedAt the column that says when a record was true
     */
    public record SourceFile(SourceName name, Path file, String key, String observedAt, int records) {}

    /**
     * What was made.
     *
     * @param truth a CSV of {@code source,record_id,entity_id}; an entity is a person, or one bot or test entry
     * @param records the rows of all sources together, and of the truth
     */
    public record Files(Path folder, List<SourceFile> sources, Path truth, int persons, int records) {}

    /** Writes the five sources and the truth into a folder, which is made where it is missing. */
    public Files write(Path folder, ParquetConversion conversion) {
        makeFolder(folder);
        World world = World.of(seed, persons);
        Truth truth = new Truth();
        Path jsonLines = folder.resolve("loyalty.jsonl.part");
        Path parquet = folder.resolve("loyalty_members.parquet");
        Path truthFile = folder.resolve("truth.csv");
        SourceFile crm = source(
                "crm",
                folder.resolve("crm_customers.csv"),
                "customer_no",
                "updated_at",
                file -> new CrmTable(world, truth).write(file));
        ShopOrders orders = new ShopOrders(world, truth);
        SourceFile shop = source("shop", folder.resolve("shop_orders.jsonl"), "order_id", "placed_at", orders::write);
        SourceFile loyalty = source(
                "loyalty",
                parquet,
                "member_no",
                "last_seen_at",
                file -> new LoyaltyMembers(world, truth).write(jsonLines));
        conversion.convert(jsonLines, parquet);
        delete(jsonLines);
        SourceFile support = source(
                "support",
                folder.resolve("support_tickets.csv"),
                "ticket_id",
                "opened_at",
                file -> new SupportTickets(world, truth, orders).write(file));
        SourceFile newsletter = source(
                "newsletter",
                folder.resolve("newsletter_signups.csv"),
                "signup_id",
                "signed_up_at",
                file -> new NewsletterSignups(world, truth).write(file));
        truth.write(truthFile);
        return new Files(folder, List.of(crm, shop, loyalty, support, newsletter), truthFile, persons, truth.records());
    }

    /** Writes the rows of a source and says how many. */
    private interface Writing {
        int write(Path file);
    }

    private static SourceFile source(String name, Path file, String key, String observedAt, Writing writing) {
        return new SourceFile(new SourceName(name), file, key, observedAt, writing.write(file));
    }

    private static void makeFolder(Path folder) {
        try {
            java.nio.file.Files.createDirectories(folder);
        } catch (IOException e) {
            throw SampleErrors.unwritable(folder, e);
        }
    }

    private static void delete(Path file) {
        try {
            java.nio.file.Files.deleteIfExists(file);
        } catch (IOException e) {
            throw SampleErrors.unwritable(file, e);
        }
    }
}
