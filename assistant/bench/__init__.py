"""Measuring: `./vivevoix bench …`. Figures are printed with the machine they were taken on."""
