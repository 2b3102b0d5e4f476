// Connect to WebSocket
const ws = new WebSocket('ws://localhost:8766/ws');

// Subscribe to channels
ws.onopen = () => {
  ws.send(JSON.stringify({
    type: 'SUBSCRIBE',
    channels: ['jobs', 'system', 'device']
  }));
};

// Handle messages
ws.onmessage = (event) => {
  const message = JSON.parse(event.data);
  
  switch (message.type) {
    case 'job_state_change':
      handleJobStateChange(message);
      break;
    case 'job_progress':
      updateProgressBar(message);
      break;
    case 'system_alert':
      showAlert(message);
      break;
  }
};

function handleJobStateChange(message) {
  console.log(`Job ${message.job_id}: ${message.from_state} → ${message.to_state}`);
  // Update UI elements
}
