package io.tarn.model.policy;

/** A control group as a person declares it: of a campaign, or of the whole workspace. */
public record HoldoutDeclaration(HoldoutName name, HoldoutShare share, HoldoutSalt salt) {
    public HoldoutDeclaration {
        Faults faults = new Faults("Holdout '" + name + "'");
        faults.check(
                share.perMillion() <= HoldoutShare.MAX.perMillion(),
                "its share is " + share + "; use 0% to " + HoldoutShare.MAX);
        faults.refuse();
    }
}
