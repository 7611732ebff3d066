package io.tarn.lake.view;

import java.util.List;

/** Every view that a lake shows beside its tables. */
public final class LakeViews {
    public static final List<LakeView> ALL = List.of(LiveView.VIEW, MembersView.VIEW);

    private LakeViews() {}
}
