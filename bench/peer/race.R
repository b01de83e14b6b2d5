# Races of simulated blocks by irace's Friedman test with its post-hoc test of ranks, and Wilcoxon's where two points are left.
#
#     Rscript peer/race.R BLOCKS {seed,fifth}
#
# The elimination is irace's own function, called after each seed once five blocks are there (its firstTest), at its confidence of
# 0.95. irace stops at a least number of survivors; here a race goes on until one is left. It minimises, so scores change their sign.

suppressMessages(library(irace))
FIRST_TEST <- 5
CONFIDENCE <- 0.95

race <- function(scores, blocks_a_seed) {
  points <- ncol(scores)
  alive <- rep(TRUE, points)
  asked <- 0
  for (seed in seq_len(nrow(scores) / blocks_a_seed)) {
    if (sum(alive) == 1) break
    asked <- asked + sum(alive)
    done <- seed * blocks_a_seed
    if (done < FIRST_TEST) next
    seen <- -scores[seq_len(done), , drop = FALSE]
    alive <- irace:::aux_friedman(seen, alive, which(alive), CONFIDENCE)$alive
  }
  ranks <- colSums(t(apply(-scores[seq_len(done), , drop = FALSE], 1, rank)))
  ranks[!alive] <- Inf
  list(dropped = which(!alive) - 1, chosen = which.min(ranks) - 1, asked = asked)
}

arguments <- commandArgs(trailingOnly = TRUE)
blocks <- read.csv(arguments[1])
blocks <- blocks[(blocks$part == 0) == (arguments[2] == "seed"), ]
cat("version,", as.character(packageVersion("irace")), "\n", sep = "")
for (field in unique(blocks$field)) {
  of_field <- blocks[blocks$field == field, ]
  for (draw in unique(of_field$draw)) {
    rows <- of_field[of_field$draw == draw, ]
    points <- length(unique(rows$arm))
    scores <- matrix(rows$score, ncol = points)
    outcome <- race(scores, nrow(scores) / length(unique(rows$seed)))
    cat(field, draw, paste(outcome$dropped, collapse = " "), outcome$chosen, outcome$asked, sep = ",")
    cat("\n")
  }
}
