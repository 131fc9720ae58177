package com.didstock.assignment;

/**
 * What a person chooses explicitly; nothing of it is ever assumed.
 *
 * @param reassign assign to a pricing batch: also numbers that lie in another one
 * @param byAssignedBatch give: price by the child's assigned batches, even where a number lies in another
 * @param alsoGivenOn recall: also numbers that the child reserved or gave on; ends the whole chain below
 * @param recallFirst release: recall numbers that are with a child first
 */
public record Choices(boolean reassign, boolean byAssignedBatch, boolean alsoGivenOn, boolean recallFirst) {

    public static final Choices NONE = new Choices(false, false, false, false);

    public Choices withReassign(boolean wanted) {
        return new Choices(wanted, byAssignedBatch, alsoGivenOn, recallFirst);
    }

    public Choices withByAssignedBatch(boolean wanted) {
        return new Choices(reassign, wanted, alsoGivenOn, recallFirst);
    }

    public Choices withAlsoGivenOn(boolean wanted) {
        return new Choices(reassign, byAssignedBatch, wanted, recallFirst);
    }

    public Choices withRecallFirst(boolean wanted) {
        return new Choices(reassign, byAssignedBatch, alsoGivenOn, wanted);
    }
}
