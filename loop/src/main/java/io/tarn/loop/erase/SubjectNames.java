package io.tarn.loop.erase;

import io.tarn.lake.LakeSession;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.GoldTables;
import io.tarn.model.event.Value;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.profile.Profile;
import io.tarn.model.profile.TraitValue;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the names of a person, of two words or more, as gold and live profiles have them. */
record SubjectNames(LakeSession session, LakeQuestions questions) {
    Set<String> find(Set<ProfileId> profiles, Collection<Profile> live) {
        Set<String> names = new HashSet<>();
        if (!profiles.isEmpty() && !questions.isAbsent(GoldTables.CUSTOMERS)) {
            session.query(
                    new Statement(
                            "SELECT concat_ws(' ', first_name, last_name), full_name FROM gold.customers"
                                    + " WHERE profile_id IN " + LakeQuestions.in(profiles),
                            LakeQuestions.texts(profiles)),
                    row -> names.addAll(List.of(LakeQuestions.text(row.text(0)), LakeQuestions.text(row.text(1)))));
        }
        for (Profile profile : live) {
            Map<String, TraitValue> traits = profile.traits();
            names.add((trait(traits, "first_name") + " " + trait(traits, "last_name")).strip());
            names.add(trait(traits, "full_name"));
        }
        // A single word is anybody's name.
        names.removeIf(name -> !name.contains(" "));
        return names;
    }

    private static String trait(Map<String, TraitValue> traits, String name) {
        TraitValue value = traits.get(name);
        return value != null && value.value() instanceof Value.Text(String text) ? text : "";
    }
}
