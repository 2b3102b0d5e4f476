const ws = new WebSocket('ws://localhost:8766/ws?api_key=your_api_key');
