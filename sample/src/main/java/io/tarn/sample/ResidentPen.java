package io.tarn.sample;

import java.util.List;

/** Takes down residents of a crowded town as forms do: with gaps, slips and short names. Confined to one thread. */
record ResidentPen(Words words, Chance chance) {
    static final String[] HEADER = {
        "record_id",
        "first_name",
        "last_name",
        "birth_date",
        "email",
        "phone",
        "street",
        "city",
        "postcode",
        "device_id"
    };

    private static final double SLIP = 0.05;

    /** One record about somebody. */
    record Sight(
            Resident whose,
            String firstName,
            String lastName,
            String born,
            String email,
            String phone,
            Resident.Home place,
            String device) {
        Sight withEmail(String other) {
            return new Sight(whose, firstName, lastName, born, other, phone, place, device);
        }

        Sight withDevice(String other) {
            return new Sight(whose, firstName, lastName, born, email, phone, place, other);
        }

        String[] row(String id) {
            return new String[] {
                id, firstName, lastName, born, email, phone, place.street(), place.city(), place.postcode(), device
            };
        }
    }

    Sight sight(Resident whose) {
        return new Sight(
                whose,
                firstName(whose),
                slipped(whose.lastName()),
                born(whose),
                chance.happens(0.3) ? "" : whose.email(),
                phone(whose),
                place(whose),
                chance.happens(0.4) ? "" : chance.pick(whose.devices()));
    }

    private String firstName(Resident whose) {
        List<String> nicknames = words.nicknames(whose.firstName());
        if (!nicknames.isEmpty() && chance.happens(0.1)) {
            return chance.pick(nicknames);
        }
        return chance.happens(0.03) ? whose.firstName().substring(0, 1) : slipped(whose.firstName());
    }

    private String born(Resident whose) {
        double manner = chance.unit();
        if (manner < 0.2) {
            return "";
        }
        return (manner < 0.22 ? whose.born().plusDays(chance.between(1, 9)) : whose.born()).toString();
    }

    private String phone(Resident whose) {
        double manner = chance.unit();
        return manner < 0.3 ? "" : manner < 0.65 ? whose.mobile() : whose.home().landline();
    }

    private Resident.Home place(Resident whose) {
        Resident.Home home = whose.home();
        return new Resident.Home(
                home.id(),
                chance.happens(0.1) ? "" : slipped(home.street()),
                slipped(home.city()),
                chance.happens(0.1) ? "" : home.postcode(),
                home.landline());
    }

    private String slipped(String text) {
        return chance.happens(SLIP) ? Typo.in(text, chance) : text;
    }
}
