"""What files share: the footer with its stamp, pictures, CSV, mail and calendar files."""
