"""What people see: the only modules, beside ``app``, that call Streamlit."""
