package io.tarn.server.report;

import io.tarn.model.policy.SemanticTag;
import io.tarn.server.report.Profiles.Bridge;
import io.tarn.server.report.Profiles.LargeProfile;
import io.tarn.server.report.Profiles.Quarantined;
import io.tarn.server.report.Profiles.SizeCount;
import io.tarn.server.report.Profiles.Unlinkable;
import io.tarn.server.report.Survivorship.TraitSurvival;
import io.tarn.server.report.Survivorship.Winner;
import java.util.List;

/** What the retailer knows of its customers. */
final class TestingProfiles {
    private TestingProfiles() {}

    static Profiles profiles() {
        return new Profiles(
                List.of(
                        new SizeCount(1, 3_120),
                        new SizeCount(2, 2_840),
                        new SizeCount(3, 2_901),
                        new SizeCount(4, 3_004),
                        new SizeCount(5, 3_310),
                        new SizeCount(6, 3_011),
                        new SizeCount(7, 2_110),
                        new SizeCount(8, 1_502),
                        new SizeCount(9, 1_044),
                        new SizeCount(11, 1_408),
                        new SizeCount(14, 402),
                        new SizeCount(18, 190),
                        new SizeCount(27, 24),
                        new SizeCount(40, 4),
                        new SizeCount(71, 1)),
                List.of(
                        new LargeProfile(
                                "p-5cb1e9704fa2",
                                new TaggedValue(SemanticTag.FULL_NAME, "Ute Brandt"),
                                71,
                                5,
                                0.41,
                                11.2),
                        new LargeProfile(
                                "p-0d33a8f1c77e",
                                new TaggedValue(SemanticTag.FULL_NAME, "Tom Álvarez"),
                                44,
                                4,
                                0.88,
                                14.9),
                        new LargeProfile(
                                "p-9f04b6d2210c", new TaggedValue(SemanticTag.FULL_NAME, null), 40, 2, 0.93, 16.0)),
                List.of(
                        new Bridge(
                                TestingPairs.record("orders", "O-2026-0031"),
                                TestingPairs.record("tickets", "T-1182"),
                                10.4,
                                22,
                                9,
                                "One shared phone; names and birth dates differ on the two sides."),
                        new Bridge(
                                TestingPairs.record("crm", "K-100022"),
                                TestingPairs.record("crm", "K-100023"),
                                12.0,
                                6,
                                5,
                                "One shared address; a household.")),
                List.of(
                        new Unlinkable("newsletter", 1_204, "only a first name and a junk e-mail"),
                        new Unlinkable("tickets", 88, "no name, e-mail or phone")),
                List.of(
                        new Quarantined(new TaggedValue(SemanticTag.EMAIL, "info@nordlicht.example"), 214, 602),
                        new Quarantined(new TaggedValue(SemanticTag.PHONE, "+49000000000"), 97, 188),
                        new Quarantined(new TaggedValue(SemanticTag.DEVICE_ID, "shop-tablet-03"), 61, 61)));
    }

    static Survivorship survivorship() {
        return new Survivorship(List.of(
                new TraitSurvival(
                        "email",
                        "newest valid value, then source priority",
                        22_410,
                        4_102,
                        List.of(new Winner("crm", 2_204), new Winner("orders", 1_201), new Winner("newsletter", 697))),
                new TraitSurvival(
                        "phone",
                        "newest valid value, then source priority",
                        18_904,
                        3_355,
                        List.of(new Winner("orders", 1_900), new Winner("crm", 1_455))),
                new TraitSurvival(
                        "first_name",
                        "most frequent, then most complete",
                        24_102,
                        6_120,
                        List.of(
                                new Winner("crm", 4_400),
                                new Winner("loyalty", 1_220),
                                new Winner("orders", 410),
                                new Winner("tickets", 90))),
                new TraitSurvival(
                        "street",
                        "newest, all address parts from one record",
                        20_018,
                        8_870,
                        List.of(new Winner("orders", 6_610), new Winner("crm", 1_890), new Winner("loyalty", 370))),
                new TraitSurvival("birth_date", "source priority: loyalty, crm", 21_730, 0, List.of())));
    }
}
