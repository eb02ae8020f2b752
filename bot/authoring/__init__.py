"""What whoever writes scripts works with: trying a draft out, beginning one, and measuring what there is."""
