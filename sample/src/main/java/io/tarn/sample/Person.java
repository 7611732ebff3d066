package io.tarn.sample;

import java.time.LocalDate;
import java.util.List;

/**
 * A person of the sample brand's world as she really is, with what has changed in her life.
 *
 * @param id the hidden truth, such as p00042
 * @param emails every address that she uses, the usual one first
 * @param landline shared by her household; empty where there is none
 */
record Person(
        String id,
        Country country,
        Sex sex,
        String firstName,
        History<String> surname,
        LocalDate born,
        History<Address> address,
        History<String> email,
        List<String> emails,
        History<Phone> mobile,
        List<Phone> landline,
        String device,
        LocalDate joined) {

    enum Sex {
        FEMALE,
        MALE
    }

    /** A value through time. */
    record History<T>(List<Change<T>> changes) {
        History {
            changes = List.copyOf(changes);
        }

        static <T> History<T> always(T value) {
            return new History<>(List.of(new Change<>(LocalDate.MIN, value)));
        }

        static <T> History<T> changed(T before, LocalDate on, T after) {
            return new History<>(List.of(new Change<>(LocalDate.MIN, before), new Change<>(on, after)));
        }

        T on(LocalDate day) {
            T value = changes.getFirst().value();
            for (Change<T> change : changes) {
                if (!change.from().isAfter(day)) {
                    value = change.value();
                }
            }
            return value;
        }

        T latest() {
            return changes.getLast().value();
        }
    }

    record Change<T>(LocalDate from, T value) {}

    record Address(String street, String number, String postcode, Town town) {}

    /** A phone number: its country and its digits without the trunk digit. */
    record Phone(Country country, String areaCode, String subscriber) {}
}
