"""The picture: from records to what is drawn, and the steps that may be taken in it. Pure."""
