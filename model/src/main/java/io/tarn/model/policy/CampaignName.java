package io.tarn.model.policy;

/**
 * The name of a campaign.
 *
 * @param value starts with a letter; lower-case letters, digits and underscores; 1 to 63 characters
 */
public record CampaignName(String value) implements Comparable<CampaignName> {
    public CampaignName {
        PolicyErrors.checkName("a campaign", value);
    }

    @Override
    public int compareTo(CampaignName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
