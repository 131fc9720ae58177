package com.didstock.conditions;

/** A condition that can't be read, or that asks for what is not there; nothing was searched. */
public class InvalidConditionException extends RuntimeException {

    private final transient ConditionProblem problem;

    public InvalidConditionException(ConditionProblem problem) {
        super("the condition is not valid: " + problem);
        this.problem = problem;
    }

    public ConditionProblem problem() {
        return problem;
    }
}
