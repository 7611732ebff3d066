package io.tarn.unify.graph;

import io.tarn.model.identity.Band;
import io.tarn.unify.match.Alike;
import io.tarn.unify.match.Links;
import java.util.Arrays;

/**
 * Puts records that follow others into the cluster of the one that they are linked to: where the link is automatic, or
 * all that say the same of whom they are and took part in matching are in one cluster.
 */
public final class Following {
    private Following() {}

    /**
     * Joins who follows.
     *
     * @param clusters as the others form them
     * @param links with those of the records that follow
     */
    public static Clusters join(Clusters clusters, Links links, Alike alike) {
        if (alike.groups().isEmpty()) {
            return clusters;
        }
        boolean[] united = new boolean[alike.groups().size()];
        for (int group = 0; group < united.length; group++) {
            united[group] = Arrays.stream(alike.groups().get(group).partaking())
                            .map(clusters::cluster)
                            .distinct()
                            .count()
                    == 1;
        }
        int[] left = new int[links.size()];
        int[] right = new int[links.size()];
        int count = 0;
        for (int link = 0; link < links.size(); link++) {
            int group = alike.group(links.left(link));
            boolean isWithin = group >= 0 && group == alike.group(links.right(link));
            boolean follows = alike.isFollowing(links.left(link)) || alike.isFollowing(links.right(link));
            if (isWithin && follows && (united[group] || links.band(link) == Band.AUTOMATIC)) {
                left[count] = links.left(link);
                right[count++] = links.right(link);
            }
        }
        return clusters.joining(Arrays.copyOf(left, count), Arrays.copyOf(right, count));
    }
}
