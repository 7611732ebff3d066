package io.tarn.model.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ProfileIdTest {
    /** Published ids: if one changes, every profile of every home gets a new id at the next run. */
    @Test
    void derivesTheSameIdsForever() {
        assertThat(ProfileId.derive("crm", "42", 0).value()).isEqualTo("pmy5y89nj4a1dzrw9");
        assertThat(ProfileId.derive("crm", "42", 1).value()).isEqualTo("pbfppqqmzz1v15h71");
        assertThat(ProfileId.derive("shop", "Müller", 0).value()).isEqualTo("pdz9c0pjx0vth9d0a");
    }

    @Test
    void keepsSourceAndKeyApart() {
        assertThat(ProfileId.derive("crm", "1x", 0)).isNotEqualTo(ProfileId.derive("crm1", "x", 0));
    }

    @Test
    void refusesWhatIsNoId() {
        assertThatThrownBy(() -> new ProfileId("p123"))
                .hasMessage("'p123' is no profile id: expected the letter p and sixteen digits or lower-case letters"
                        + " (without i, l, o and u), as in identity.profiles.");
    }
}
