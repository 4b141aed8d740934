"""Around every page: header, address, error boundary, workflow stepper, save menu."""
