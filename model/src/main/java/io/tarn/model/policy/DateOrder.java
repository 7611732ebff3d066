package io.tarn.model.policy;

/** The order in which a column writes day and month where the digits alone do not say. */
public enum DateOrder {
    DAY_MONTH_YEAR,
    MONTH_DAY_YEAR,
    YEAR_MONTH_DAY
}
