# The dashboard and the command line, for docker-compose.yml; the graph is Neo4j's container.
FROM python:3.12-slim
RUN useradd --create-home --uid 10001 diplograph
WORKDIR /app
COPY requirements.lock pyproject.toml README.md LICENSE ./
RUN pip install --no-cache-dir --require-hashes -r requirements.lock
COPY diplograph diplograph
COPY loader loader
COPY dashboard dashboard
COPY data data
RUN pip install --no-cache-dir --no-deps --no-build-isolation -e .
USER diplograph
EXPOSE 8501
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=6 \
  CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8501/_stcore/health', timeout=4)"]
CMD ["diplograph", "up", "--host", "0.0.0.0", "--port", "8501"]
